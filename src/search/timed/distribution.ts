/** How long something takes, or how much of it comes: a distribution, as plain data. */
import type { Draw } from '../schedules/streams.ts'

export type Distribution =
  | { readonly shape: 'constant'; readonly value: number }
  | { readonly shape: 'uniform'; readonly from: number; readonly to: number }
  | { readonly shape: 'exponential'; readonly mean: number }
  /** `sigma` is the deviation of the logarithm: 0.5 is mild, 1 has a long tail. */
  | { readonly shape: 'lognormal'; readonly median: number; readonly sigma: number }

/** Always the same. */
export function constant(value: number): Distribution {
  return { shape: 'constant', value }
}

/** Anything between the two, all equally likely. */
export function uniform(from: number, to: number): Distribution {
  return { shape: 'uniform', from, to }
}

/** Without memory: what comes at random and is not aimed at. */
export function exponential(mean: number): Distribution {
  return { shape: 'exponential', mean }
}

/** Mostly near the median, now and then far above it. */
export function lognormal(median: number, sigma: number): Distribution {
  return { shape: 'lognormal', median, sigma }
}

/** One value, never negative. Takes the same count of numbers from the stream every time. */
export function sample(of: Distribution, draw: Draw): number {
  switch (of.shape) {
    case 'constant':
      return of.value
    case 'uniform':
      return of.from + (of.to - of.from) * draw()
    case 'exponential':
      return -of.mean * Math.log(1 - draw())
    case 'lognormal':
      return of.median * Math.exp(of.sigma * normal(draw))
    default:
      return of satisfies never
  }
}

/** The mean of what `sample` gives. */
export function meanOf(of: Distribution): number {
  switch (of.shape) {
    case 'constant':
      return of.value
    case 'uniform':
      return (of.from + of.to) / 2
    case 'exponential':
      return of.mean
    case 'lognormal':
      return of.median * Math.exp((of.sigma * of.sigma) / 2)
    default:
      return of satisfies never
  }
}

/** As an option takes it and a table shows it. */
export function distributionText(of: Distribution): string {
  switch (of.shape) {
    case 'constant':
      return String(of.value)
    case 'uniform':
      return `uniform(${of.from},${of.to})`
    case 'exponential':
      return `exponential(${of.mean})`
    case 'lognormal':
      return `lognormal(${of.median},${of.sigma})`
    default:
      return of satisfies never
  }
}

/** A standard normal number (Box and Muller). */
function normal(draw: Draw): number {
  const radius = Math.sqrt(-2 * Math.log(1 - draw()))
  return radius * Math.cos(2 * Math.PI * draw())
}
