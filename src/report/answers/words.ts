/** Words that all answers share. */

/** `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  const end = words.at(-1) ?? ''
  return words.length < 2 ? end : `${words.slice(0, -1).join(', ')} ${last} ${end}`
}

/** Longer lists say their number instead. */
const namedMax = 3

/** `a and b`, or how many of what. */
export function namedOr(words: readonly string[], what: string): string {
  return words.length <= namedMax ? listed(words) : `${words.length} ${what}`
}

/** Under which faults, and what with no fault at all: ` with no fault`, ` under crash and join`. */
export function underAll(faults: readonly string[]): string {
  if (faults.includes('none')) return 'with no fault at all'
  return `under ${namedOr(faults, 'faults')}`
}

/** A mean with as many digits as say something. */
export function meanText(value: number): string {
  if (value === 0) return '0'
  if (value < 0.01) return '<0.01'
  return value < 10 ? String(Number(value.toFixed(2))) : String(Number(value.toFixed(1)))
}
