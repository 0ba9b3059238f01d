/** Changes of lists that allocate nothing: the built-in ones make arrays or give memory away. */

/** Takes one element out, in order, without the array that `splice` would make. */
export function removeAt<T>(list: T[], index: number): void {
  for (let i = index + 1; i < list.length; i++) list[i - 1] = list[i] as T
  list.pop()
}

/** Empties a list. To set its length would be slow, and would make the next run grow it again. */
export function clearList(list: unknown[]): void {
  while (list.length > 0) list.pop()
}

/** The elements in order, in a new list; most lists that are sorted here are in order already. */
export function sorted<T>(list: readonly T[], compare: (a: T, b: T) => number): T[] {
  const copy = list.slice()
  for (let i = 1; i < copy.length; i++) {
    if (compare(copy[i - 1] as T, copy[i] as T) > 0) return copy.sort(compare)
  }
  return copy
}
