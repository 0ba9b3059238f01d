/** Sets of up to 31 elements as bits of a number: what the search for breaking sets counts in. */

/** The positions of the bits, ascending. */
export function elementsOf(set: number): readonly number[] {
  const elements: number[] = []
  for (let at = 0; set >>> at > 0; at++) if ((set & (1 << at)) !== 0) elements.push(at)
  return elements
}

/** Whether every element of `part` is one of `whole`. */
export function isWithin(part: number, whole: number): boolean {
  return (part & ~whole) === 0
}

/** How many elements there are. */
export function sizeOf(set: number): number {
  return elementsOf(set).length
}

/** The elements of `all` that the set stands for. */
export function named<T>(set: number, all: readonly T[]): readonly T[] {
  return all.filter((_, at) => (set & (1 << at)) !== 0)
}

/** The set of these elements of `all`. */
export function maskOf<T>(chosen: readonly T[], all: readonly T[]): number {
  return all.reduce((set, one, at) => (chosen.includes(one) ? set | (1 << at) : set), 0)
}
