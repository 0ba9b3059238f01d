/** Services whose consumer is kafkajs itself. */
import { kafkajsAutoCommitInterval } from './kafkajs-auto-commit-interval.ts'
import { kafkajsAutoCommitThreshold } from './kafkajs-auto-commit-threshold.ts'
import { kafkajsCommitAfterEach } from './kafkajs-commit-after-each.ts'
import { kafkajsCommitBeforeEach } from './kafkajs-commit-before-each.ts'
import { kafkajsEachBatch } from './kafkajs-each-batch.ts'
import { kafkajsEachMessage } from './kafkajs-each-message.ts'
import { kafkajsTransactional } from './kafkajs-transactional.ts'
import type { KafkajsStrategy } from './service.ts'

/** In the order in which lists and tables show them. */
export const kafkajsStrategies: readonly KafkajsStrategy[] = [
  kafkajsEachMessage,
  kafkajsEachBatch,
  kafkajsAutoCommitInterval,
  kafkajsAutoCommitThreshold,
  kafkajsCommitAfterEach,
  kafkajsCommitBeforeEach,
  kafkajsTransactional,
]

/** By their names, for `ackurate/strategies`. */
export {
  kafkajsAutoCommitInterval,
  kafkajsAutoCommitThreshold,
  kafkajsCommitAfterEach,
  kafkajsCommitBeforeEach,
  kafkajsEachBatch,
  kafkajsEachMessage,
  kafkajsTransactional,
}
