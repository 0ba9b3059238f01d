/** Means and ratios of independent replications, with their 95 % confidence intervals. */

/** A figure: what was measured, and how far it may be from the truth. */
export interface Estimate {
  readonly value: number
  /** Half the width of the 95 % confidence interval; infinite for one replication alone. */
  readonly halfWidth: number
  readonly replications: number
  /** Nothing of the kind was ever seen: the half width is the bound that this many allow. */
  readonly neverSeen: boolean
}

/** Numerator and denominator of one replication. */
export interface Pair {
  readonly y: number
  readonly x: number
}

/**
 * The sum of the numerators over that of the denominators, such as commits per record. The
 * interval is that of the ratio estimator (first order). Null: there is nothing to divide by.
 *
 * Where no numerator ever was anything but zero, the variance says nothing; the half width is then
 * the rule of three: with 95 % confidence fewer than three in all that was looked at.
 */
export function ratio(pairs: readonly Pair[]): Estimate | null {
  const replications = pairs.length
  const y = sumOf(pairs.map((pair) => pair.y))
  const x = sumOf(pairs.map((pair) => pair.x))
  if (replications === 0 || x <= 0) return null
  const value = y / x
  const neverSeen = pairs.every((pair) => pair.y === 0)
  if (neverSeen) return { value: 0, halfWidth: 3 / x, replications, neverSeen }
  const squares = sumOf(pairs.map((pair) => (pair.y - value * pair.x) ** 2))
  const halfWidth = margin(squares, replications) / (x / replications)
  return { value, halfWidth, replications, neverSeen }
}

/** The mean of numbers. Null: there are none. */
export function mean(values: readonly number[]): Estimate | null {
  return ratio(values.map((y) => ({ y, x: 1 })))
}

/**
 * A value found from everything together (a percentile), with the interval that its values in the
 * single replications give it.
 */
export function sectioned(whole: number, sections: readonly number[]): Estimate | null {
  const replications = sections.length
  if (replications === 0) return null
  const squares = sumOf(sections.map((value) => (value - whole) ** 2))
  const halfWidth = margin(squares, replications)
  return { value: whole, halfWidth, replications, neverSeen: false }
}

/**
 * A weighted sum of independent figures. What was never seen adds nothing to the interval of what
 * was: the rule of three is a bound, and would drown what is known. Null: no parts.
 */
export function combined(
  parts: readonly { readonly weight: number; readonly of: Estimate }[],
): Estimate | null {
  if (parts.length === 0) return null
  const seen = parts.filter(({ of }) => !of.neverSeen)
  const counted = seen.length === 0 ? parts : seen
  const squares = sumOf(counted.map(({ weight, of }) => (weight * of.halfWidth) ** 2))
  return {
    value: sumOf(parts.map(({ weight, of }) => weight * of.value)),
    halfWidth: Math.sqrt(squares),
    replications: Math.min(...parts.map(({ of }) => of.replications)),
    neverSeen: parts.every(({ of }) => of.neverSeen),
  }
}

/** The figure in another unit. */
export function scaled(estimate: Estimate | null, by: number): Estimate | null {
  if (estimate === null) return null
  return { ...estimate, value: estimate.value * by, halfWidth: estimate.halfWidth * by }
}

/** Half the width of the interval of a mean, from the sum of the squared deviations. */
function margin(squares: number, n: number): number {
  if (n < 2) return Number.POSITIVE_INFINITY
  return studentT(n - 1) * Math.sqrt(squares / (n - 1) / n)
}

/** The 97.5 % point of Student's t; Cornish and Fisher's expansion, exact for small degrees. */
export function studentT(degrees: number): number {
  const exact = smallDegrees[degrees]
  if (exact !== undefined) return exact
  const z = 1.959963985
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7]
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3)
  )
}

const smallDegrees: readonly (number | undefined)[] = [undefined, 12.7062, 4.3027, 3.1824, 2.7764]

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
