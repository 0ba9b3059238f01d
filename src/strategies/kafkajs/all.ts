/** All strategies whose consumer is kafkajs itself. */
import { kafkajsAutoResolveBreak } from '../faulty/kafkajs-auto-resolve-break.ts'
import { kafkajsFireAndForget } from '../faulty/kafkajs-fire-and-forget.ts'
import { kafkajsNoOpCommit } from '../faulty/kafkajs-no-op-commit.ts'
import { kafkajsResolveAsTheyFinish } from '../faulty/kafkajs-resolve-as-they-finish.ts'
import { kafkajsAutoCommitInterval } from './kafkajs-auto-commit-interval.ts'
import { kafkajsAutoCommitThreshold } from './kafkajs-auto-commit-threshold.ts'
import { kafkajsCommitAfterEach } from './kafkajs-commit-after-each.ts'
import { kafkajsCommitBeforeEach } from './kafkajs-commit-before-each.ts'
import { kafkajsEachBatch } from './kafkajs-each-batch.ts'
import { kafkajsEachMessage } from './kafkajs-each-message.ts'
import { kafkajsTransactional } from './kafkajs-transactional.ts'
import type { KafkajsStrategy } from './service.ts'

/** The sound ones. */
export const kafkajsStrategies: readonly KafkajsStrategy[] = [
  kafkajsEachMessage,
  kafkajsEachBatch,
  kafkajsAutoCommitInterval,
  kafkajsAutoCommitThreshold,
  kafkajsCommitAfterEach,
  kafkajsCommitBeforeEach,
  kafkajsTransactional,
]

/** Known bugs, kept on purpose. */
export const faultyKafkajsStrategies: readonly KafkajsStrategy[] = [
  kafkajsResolveAsTheyFinish,
  kafkajsAutoResolveBreak,
  kafkajsFireAndForget,
  kafkajsNoOpCommit,
]
