/** Names beside the points of a plot, as many as there is room for. */

/** A name and the point it is of. */
export interface PointLabel {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly strong: boolean
}

/** A name where it is written. */
export interface PlacedLabel extends PointLabel {
  readonly left: number
  readonly baseline: number
}

const letterWidth = 6.2
const lineHeight = 13

/** Those that fit: the first has the first choice of place; one without a place is left out. */
export function placeLabels(labels: readonly PointLabel[], width: number): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const label of labels) {
    const size = label.text.length * letterWidth
    const places = [
      { left: label.x + 9, baseline: label.y + 4 },
      { left: label.x - 9 - size, baseline: label.y + 4 },
      { left: label.x + 4, baseline: label.y - 10 },
      { left: label.x - size - 4, baseline: label.y - 10 },
      { left: label.x + 4, baseline: label.y + 18 },
    ]
    const free = places.find(
      ({ left, baseline }) =>
        left >= 0 &&
        left + size <= width &&
        baseline > lineHeight &&
        placed.every(
          (other) =>
            Math.abs(other.baseline - baseline) >= lineHeight ||
            other.left + other.text.length * letterWidth < left ||
            other.left > left + size,
        ),
    )
    if (free !== undefined) placed.push({ ...label, ...free })
  }
  return placed
}
