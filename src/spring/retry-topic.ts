/**
 * `spring.kafka.retry.topic.*`: retry topics for all listeners, without the annotation.
 *
 * Behaviour: three attempts, a second apart; equal delays share a topic, and topics are numbered.
 * With a multiplier the delays grow, up to 30 s where `max-delay` says less than the delay. Without
 * one, and with a `max-delay`, they are drawn at random, which is refused, as a jitter is.
 * Left out: that Boot makes no topics (`doNotAutoCreateRetryTopics`): in a run they are there.
 * Source: `KafkaAutoConfiguration.kafkaRetryTopicConfiguration`, `setBackOffPolicy`,
 * `KafkaProperties.Retry.Topic`; spring-retry's `BackOffPolicyBuilder`.
 */
import { UsageError } from '../settings/usage-error.ts'
import { exponentialBackOff, fixedBackOff } from '../strategies/spring-kafka/back-off.ts'
import type { RetryableTopic } from '../strategies/spring-kafka/retry-topics/route.ts'

/** What is configured of them; times are milliseconds. */
export interface RetryTopicKeys {
  enabled?: boolean
  attempts?: number
  delay?: number
  multiplier?: number
  maxDelay?: number
  jitter?: number
}

const growsTo = 30_000

/** Null: they are not switched on. Throws a UsageError for delays that are drawn. */
export function retryTopicOf(keys: RetryTopicKeys): RetryableTopic | null {
  const { enabled = false, attempts = 3, delay = 1000, multiplier = 0, maxDelay = 0 } = keys
  if (!enabled) return null
  const isDrawn = multiplier === 0 && delay > 0 && maxDelay > delay
  if (isDrawn || (keys.jitter ?? 0) > 0) {
    throw new UsageError('the back-off of retry topics is drawn at random, which is not simulated')
  }
  const maxInterval = maxDelay > delay ? maxDelay : growsTo
  const growing = { initialInterval: delay, multiplier: Math.max(1, multiplier), maxInterval }
  const backOff = multiplier > 0 && delay > 0 ? exponentialBackOff(growing) : fixedBackOff(delay)
  return { attempts, backOff, topicSuffixingStrategy: 'SUFFIX_WITH_INDEX_VALUE' }
}
