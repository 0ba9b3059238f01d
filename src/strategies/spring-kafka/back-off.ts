/**
 * BackOff: how long after which failure a record is tried again, and when no more.
 *
 * Behaviour: a value, not an execution: the interval after the n-th failure is computed from n.
 * Left out: jitter, which would be another value in each run.
 * Source: `org.springframework.util.backoff.FixedBackOff` and `ExponentialBackOff`;
 * `ExponentialBackOffWithMaxRetries`.
 */

/** Plain data; times are milliseconds. */
export type BackOff = FixedBackOff | ExponentialBackOff

interface FixedBackOff {
  readonly kind: 'fixed'
  readonly interval: number
  /** Retries after the first delivery. */
  readonly maxAttempts: number
}

interface ExponentialBackOff extends Required<ExponentialBackOffOptions> {
  readonly kind: 'exponential'
}

/** Spring's names and defaults; `maxRetries`: as ExponentialBackOffWithMaxRetries has it. */
export interface ExponentialBackOffOptions {
  readonly initialInterval?: number
  readonly multiplier?: number
  readonly maxInterval?: number
  readonly maxElapsedTime?: number
  readonly maxRetries?: number
}

/** `new FixedBackOff(interval, maxAttempts)`; the defaults are Spring's: every 5 s, for ever. */
export function fixedBackOff(
  interval = 5000,
  maxAttempts: number = Number.POSITIVE_INFINITY,
): BackOff {
  return { kind: 'fixed', interval, maxAttempts }
}

/** `new ExponentialBackOff(…)`, or with `maxRetries` an ExponentialBackOffWithMaxRetries. */
export function exponentialBackOff(options: ExponentialBackOffOptions = {}): BackOff {
  const unlimited = Number.POSITIVE_INFINITY
  const limits = { maxElapsedTime: unlimited, maxRetries: unlimited }
  const intervals = { initialInterval: 2000, multiplier: 1.5, maxInterval: 30_000 }
  return { kind: 'exponential', ...intervals, ...limits, ...options }
}

/** No retry: what exceptions get that are never retried. */
export const noRetries: BackOff = fixedBackOff(0, 0)

/** Milliseconds to wait after so many failures (from 1 on); null: it is enough. */
export function nextBackOff(backOff: BackOff, failures: number): number | null {
  if (backOff.kind === 'fixed') return failures > backOff.maxAttempts ? null : backOff.interval
  if (failures > backOff.maxRetries) return null
  let interval = Math.min(backOff.initialInterval, backOff.maxInterval)
  let elapsed = 0
  for (let failure = 1; failure < failures; failure++) {
    elapsed += interval
    interval = Math.min(interval * backOff.multiplier, backOff.maxInterval)
  }
  return elapsed >= backOff.maxElapsedTime ? null : interval
}

/**
 * More retries than these outlast a run, in which three records may fail for good. Java's unlimited
 * back-off is a number, too: `FixedBackOff.UNLIMITED_ATTEMPTS` is `Long.MAX_VALUE`.
 */
const retriesInARun = 50

/** Whether it comes to an end within a run. */
export function isLimited(backOff: BackOff): boolean {
  return nextBackOff(backOff, retriesInARun + 1) === null
}
