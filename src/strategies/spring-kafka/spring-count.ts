/**
 * `spring.kafka.listener.ack-mode: count` with `ack-count: 5`: a commit when five records were
 * acknowledged since the last one, or when a poll comes back empty. The default count of 1 would
 * commit after every record, as RECORD does.
 */
import {
  boundOfCount,
  type SpringDefinition,
  springStrategy,
  springStrategyAsync,
} from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-count',
  summary: 'Spring Kafka, AckMode.COUNT: commits after every 5 records, or on an empty poll.',
  properties: { ackMode: 'COUNT' },
  reprocessingMax: boundOfCount,
}

/** With `syncCommits` true. */
export const springCount = springStrategy(definition)

/** With `syncCommits` false. */
export const springCountAsync = springStrategyAsync(definition)
