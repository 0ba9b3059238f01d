/**
 * `spring.kafka.listener.ack-mode: batch`, Spring's default: one commit for all records of a poll,
 * before the next poll. A crash costs one poll.
 */
import { type SpringDefinition, springStrategy, springStrategyAsync } from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-batch',
  summary: 'Spring Kafka, AckMode.BATCH (the default): commits each poll before the next one.',
  properties: { ackMode: 'BATCH' },
  reprocessingMax: (settings) => settings['max.poll.records'],
}

/** With `syncCommits` true. */
export const springBatch = springStrategy(definition)

/** With `syncCommits` false. */
export const springBatchAsync = springStrategyAsync(definition)
