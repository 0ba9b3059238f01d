/**
 * `spring.kafka.listener.ack-mode: manual_immediate`: the commit is sent inside `acknowledge()`.
 * A record that the error handler gives up is not committed (`commitRecovered` false): after a
 * restart it comes back unless a later record was acknowledged.
 */
import {
  acknowledgingListener,
  type SpringDefinition,
  springStrategy,
  springStrategyAsync,
} from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-manual-immediate',
  summary: 'Spring Kafka, AckMode.MANUAL_IMMEDIATE: acknowledge() commits at once.',
  properties: { ackMode: 'MANUAL_IMMEDIATE' },
  listener: acknowledgingListener,
  reprocessingMax: () => 1,
}

/** With `syncCommits` true. */
export const springManualImmediate = springStrategy(definition)

/** With `syncCommits` false. */
export const springManualImmediateAsync = springStrategyAsync(definition)
