/**
 * Headings that are longer than their columns are wide, each on a line of its own, with a stroke
 * down to its column:
 *
 *     none
 *     │  crash
 *     │  │  shutdown
 *     ✔✓ ✔✗ ✔✓
 */

/** The lines above the signs; `indent`: where the first column begins. */
export function staircase(
  headings: readonly string[],
  indent: number,
  cellWidth: number,
): readonly string[] {
  const stroke = '│'.padEnd(cellWidth)
  return headings.map((heading, at) => ' '.repeat(indent) + stroke.repeat(at) + heading)
}

/** The items in blocks whose headings fit beside their strokes; each has one item at least. */
export function inBlocks<T>(
  items: readonly T[],
  headingOf: (item: T) => string,
  room: number,
  cellWidth: number,
): readonly (readonly T[])[] {
  const blocks: T[][] = []
  for (const item of items) {
    const block = blocks.at(-1)
    const fits = block !== undefined && block.length * cellWidth + headingOf(item).length <= room
    if (fits) block.push(item)
    else blocks.push([item])
  }
  return blocks
}
