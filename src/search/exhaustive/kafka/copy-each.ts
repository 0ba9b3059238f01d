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
