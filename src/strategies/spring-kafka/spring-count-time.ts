/**
 * `spring.kafka.listener.ack-mode: count_time` with `ack-count: 5` and `ack-time` 5 seconds: a
 * commit when either is reached, which starts both again.
 */
import {
  boundOfCount,
  type SpringDefinition,
  springStrategy,
  springStrategyAsync,
} from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-count-time',
  summary: 'Spring Kafka, AckMode.COUNT_TIME: commits after 5 records or 5 seconds.',
  properties: { ackMode: 'COUNT_TIME' },
  reprocessingMax: boundOfCount,
}

/** With `syncCommits` true. */
export const springCountTime = springStrategy(definition)

/** With `syncCommits` false. */
export const springCountTimeAsync = springStrategyAsync(definition)
