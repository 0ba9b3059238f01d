/** A run that goes on and on: its story is how that began and how it ended. */

/** Longer stories than these leave out their middle. */
const linesMax = 25
const firstShown = 4
const lastShown = 14

/** The 0-based numbers of the lines to show; `named` are shown whatever their place. */
export function shownLines(count: number, named: readonly number[]): readonly number[] {
  const all = Array.from({ length: count }, (_, at) => at)
  if (count <= linesMax) return all
  return all.filter((at) => at < firstShown || at >= count - lastShown || named.includes(at))
}
