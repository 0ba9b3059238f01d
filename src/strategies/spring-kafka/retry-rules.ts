/**
 * When a failed record is tried again, and what happens when that is over.
 *
 * Source: reference B.4; `SeekUtils.DEFAULT_BACK_OFF`, `ExceptionClassifier`,
 * `FailedRecordProcessor.noRetriesForClassified`.
 */
import { type BackOff, fixedBackOff, noRetries } from './back-off.ts'
import { logAndSkip, type Recoverer } from './recoverers.ts'

/** What error handlers and AfterRollbackProcessors have in common, with Spring's defaults. */
export interface RetryOptions {
  /** By default `fixedBackOff(0, 9)`: ten deliveries. */
  readonly backOff?: BackOff
  /** By default `logAndSkip()`. */
  readonly recoverer?: Recoverer
  /** Names of exceptions that are recovered at once (`addNotRetryableExceptions`). */
  readonly notRetryable?: readonly string[]
  /** Names of exceptions that are retried (`addRetryableExceptions`). */
  readonly retryable?: readonly string[]
  /** Whether only those of `retryable` are retried (`defaultFalse`). */
  readonly defaultFalse?: boolean
}

export interface RetryRules {
  readonly backOff: BackOff
  readonly recoverer: Recoverer
  isRetryable(error: Error): boolean
}

/** Trying these again would never help: Spring recovers their records at once. */
const fatal: readonly string[] = [
  ...['DeserializationException', 'MessageConversionException', 'ConversionException'],
  ...['MethodArgumentResolutionException', 'NoSuchMethodException', 'ClassCastException'],
]

/** FixedBackOff(0, 9): the first delivery and nine more. */
export const defaultBackOff: BackOff = fixedBackOff(0, 9)

/** The rules that the options make. */
export function retryRules(options: RetryOptions): RetryRules {
  const { retryable = [], notRetryable = [], defaultFalse = false } = options
  return {
    backOff: options.backOff ?? defaultBackOff,
    recoverer: options.recoverer ?? logAndSkip(),
    isRetryable({ name }) {
      if (notRetryable.includes(name)) return false
      if (retryable.includes(name)) return true
      return !defaultFalse && !fatal.includes(name)
    },
  }
}

/** The back-off that a record gets that failed with this. */
export function backOffFor(rules: RetryRules, error: Error): BackOff {
  return rules.isRetryable(error) ? rules.backOff : noRetries
}
