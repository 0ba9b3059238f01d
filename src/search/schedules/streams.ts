/**
 * Streams of random numbers, derived with seedrandom: the only randomness of a search.
 *
 * Tyche-i is taken for the streams of a run because it is made in half a microsecond, where alea
 * and xor128 take more than one: a run makes up to three of them.
 */
import seedrandom from 'seedrandom'

/** A number in [0, 1). */
export type Draw = () => number

/** The declared types know only text, but the algorithm takes a whole number as it is. */
const tychei = seedrandom.tychei as unknown as (seed: number) => Draw

/** The stream of that index under a 32-bit seed; streams of different indexes are independent. */
export function stream(seed: number, index: number): Draw {
  return tychei((index + 1) * 0x1_0000_0000 + (seed >>> 0))
}

/** A 32-bit seed from a text, such as the name of a cell. */
export function seedOf(text: string): number {
  return seedrandom.alea(text).int32()
}

/** How many trials until the next success, at least 1, when each succeeds with that rate. */
export function geometric(draw: Draw, rate: number): number {
  if (rate <= 0) return never
  return 1 + Math.min(never, Math.floor(Math.log(1 - draw()) / Math.log(1 - rate)))
}

/** More trials than any run has; small enough to stay a machine integer when counted down. */
export const never = 0x1fff_ffff
