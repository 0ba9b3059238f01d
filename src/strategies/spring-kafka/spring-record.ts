/**
 * `spring.kafka.listener.ack-mode: record`: a commit after every record, when the listener has
 * returned from it. A crash costs the one record whose commit had not arrived.
 */
import { type SpringDefinition, springStrategy, springStrategyAsync } from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-record',
  summary: 'Spring Kafka, AckMode.RECORD: commits after each record the listener returned from.',
  properties: { ackMode: 'RECORD' },
  reprocessingMax: () => 1,
}

/** With `syncCommits` true. */
export const springRecord = springStrategy(definition)

/** With `syncCommits` false. */
export const springRecordAsync = springStrategyAsync(definition)
