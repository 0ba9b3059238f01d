/**
 * Lists, changed and copied with little allocation: the built-in methods make arrays or give memory
 * away.
 */

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

/** A list of copies, one level deep, which may be changed in place; most lists are empty. */
export function copyEach<T extends object>(list: readonly T[]): T[] {
  const copies: T[] = []
  for (let i = 0; i < list.length; i++) copies.push({ ...(list[i] as T) })
  return copies
}

/** A list of the same entries, which may be changed in place; most lists are empty. */
export function copyList<T>(list: readonly T[]): T[] {
  return list.length === 0 ? [] : list.slice()
}
