/**
 * Where a record that failed goes: to the retry topics, and to the dead letter topic in the end.
 *
 * Behaviour: as many delays as retries; topics are named after them, or numbered where all are the
 * same. Of equal delays at the end one topic is made, to which a record returns until its attempts
 * are over (SINGLE_TOPIC, the default since 3.2). Each retry topic has a group of its own, with the
 * suffix of the topic. What fails in the dead letter topic's own listener returns to that topic
 * (`ALWAYS_RETRY_ON_ERROR`, the default) unless no retry helps, and goes nowhere with another
 * strategy: `exclude` is not asked there.
 * Left out: `timeout`, `exceptionBasedDltRouting`, `traversingCauses`; jitter.
 * Source: `RetryableTopic`, `BackOffValuesGenerator`, `DestinationTopicPropertiesFactory`,
 * `DefaultDestinationTopicResolver.resolveDestinationTopic`, `handleDltProcessingFailure`,
 * `SuffixingRetryTopicNamesProvider`; 3.3.16, 4.1.2.
 */
import { type BackOff, fixedBackOff, nextBackOff } from '../back-off.ts'
import { retryRules } from '../retry-rules.ts'

/** The attributes of `@RetryableTopic`, with its names and defaults. */
export interface RetryableTopic {
  /** 3: the first delivery and two more. */
  readonly attempts?: number
  /** `fixedBackOff(1000)`; how often is for `attempts` to say. */
  readonly backOff?: BackOff
  /** Names of exceptions that go to the dead letter topic at once. */
  readonly exclude?: readonly string[]
  /** `-retry`. */
  readonly retryTopicSuffix?: string
  /** `-dlt`. */
  readonly dltTopicSuffix?: string
  /** Of the retry topics and the `-dlt`: 1. */
  readonly numPartitions?: number
  /**
   * `ALWAYS_RETRY_ON_ERROR`: what fails in the listener of the `-dlt` comes back to it. With
   * `FAIL_ON_ERROR` it is let go; with `NO_DLT` so is what has failed for good.
   */
  readonly dltStrategy?: 'ALWAYS_RETRY_ON_ERROR' | 'FAIL_ON_ERROR' | 'NO_DLT'
  readonly topicSuffixingStrategy?: 'SUFFIX_WITH_DELAY_VALUE' | 'SUFFIX_WITH_INDEX_VALUE'
  readonly sameIntervalTopicReuseStrategy?: 'SINGLE_TOPIC' | 'MULTIPLE_TOPICS'
}

/** A topic in its place; `delayMs`: how long after the failure a record is due there. */
export interface Destination {
  readonly suffix: string
  readonly delayMs: number
  /** A record that fails there comes back to it. */
  readonly reused: boolean
}

/** The way of a record. */
export interface Route {
  /** Of the topics that come back to the listener. */
  readonly suffixes: readonly string[]
  /** Of the dead letter topic; null: there is none. */
  readonly deadLetter: string | null
  /** Of each of these topics. */
  readonly partitions: number
  /** From the topic of that suffix, after so many attempts; null: nowhere. */
  next(suffix: string, attempts: number, error: Error): Destination | null
}

/** What the attributes come to; throws what Spring, or the model, does not take. */
export function routeOf(options: RetryableTopic): Route {
  const { attempts = 3, dltTopicSuffix = '-dlt', dltStrategy, exclude = [] } = options
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new Error(`attempts of a retry topic must be greater than 0: it is ${attempts}`)
  }
  const { numPartitions = 1 } = options
  if (!Number.isInteger(numPartitions) || numPartitions < 1) {
    throw new Error(`numPartitions of a retry topic must be greater than 0: it is ${numPartitions}`)
  }
  const retries = retryTopics(options, delaysOf(options.backOff ?? fixedBackOff(1000), attempts))
  const dead: Destination | null =
    dltStrategy === 'NO_DLT' ? null : { suffix: dltTopicSuffix, delayMs: 0, reused: false }
  const { isRetryable } = retryRules({ notRetryable: exclude })
  const { isRetryable: mayEverHelp } = retryRules({})
  const isRepeated = dltStrategy !== 'FAIL_ON_ERROR'
  return {
    suffixes: retries.map(({ suffix }) => suffix),
    deadLetter: dead === null ? null : dltTopicSuffix,
    partitions: numPartitions,
    next(suffix, attempt, error) {
      if (suffix === dead?.suffix) return isRepeated && mayEverHelp(error) ? dead : null
      if (attempt >= attempts || !isRetryable(error)) return dead
      const at = retries.findIndex((one) => one.suffix === suffix)
      const here = retries[at]
      return here?.reused ? here : (retries[at + 1] ?? dead)
    },
  }
}

/** One for each retry. */
function delaysOf(backOff: BackOff, attempts: number): readonly number[] {
  const delays: number[] = []
  for (let failure = 1; failure < attempts; failure++) {
    const delay = nextBackOff(backOff, failure)
    if (delay === null) throw new Error('the back-off of a retry topic ends before its attempts do')
    delays.push(delay)
  }
  return delays
}

function retryTopics(options: RetryableTopic, delays: readonly number[]): readonly Destination[] {
  const { retryTopicSuffix = '-retry', topicSuffixingStrategy } = options
  const single = options.sameIntervalTopicReuseStrategy !== 'MULTIPLE_TOPICS'
  const timesOf = (delay: number) => delays.filter((other) => other === delay).length
  const spared = single && delays.length > 1 ? timesOf(delays.at(-1) ?? 0) - 1 : 0
  const made = delays.slice(0, delays.length - spared)
  const isNumbered =
    topicSuffixingStrategy === 'SUFFIX_WITH_INDEX_VALUE' ||
    (delays.length > 1 && timesOf(delays[0] ?? 0) === delays.length)
  const suffixOf = (delay: number, index: number): string => {
    if (single && made.length === 1) return retryTopicSuffix
    if (isNumbered) return `${retryTopicSuffix}-${index}`
    const named = `${retryTopicSuffix}-${delay}`
    return !single && timesOf(delay) > 1 ? `${named}-${index - delays.indexOf(delay)}` : named
  }
  return made.map((delayMs, index) => ({
    suffix: suffixOf(delayMs, index),
    delayMs,
    reused: single && timesOf(delayMs) > 1,
  }))
}
