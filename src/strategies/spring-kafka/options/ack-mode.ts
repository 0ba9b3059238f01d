/**
 * `ackMode`: when a container counts a record as acknowledged, and when it commits that.
 *
 * BATCH and MANUAL commit whatever is acknowledged each time this is asked, which is at the top of
 * the next turn: after all records of a poll and before the next poll. COUNT, COUNT_TIME and TIME
 * are asked after each record as well, but commit only when enough acks came (`ackCount`) or enough
 * time passed (`ackTime`). RECORD and MANUAL_IMMEDIATE have committed already.
 *
 * Source: reference B.2, B.3; `ContainerProperties.AckMode`, `ListenerConsumer.processCommits`,
 * `ackCurrent`, `processAck`. That COUNT and TIME are evaluated after each record, and not only
 * between polls, is `invokeOnMessage` of Spring Kafka 3.1 and later.
 */
import type { ConsumerRecord, Program } from '../../../model/consumer/api.ts'
import { isException, KafkaException } from '../../../model/errors.ts'
import { nextOffsets } from '../../offsets.ts'
import type { Container, ContainerSteps } from '../container-state.ts'
import { lastOfEach } from '../invoke-batch.ts'
import { containerOption, type OptionValues } from '../option.ts'
import { addAck } from '../pending-acks.ts'
import { commitOffsets, commitPending, processCommitsInLoop } from '../process-commits.ts'

export type AckMode =
  | 'RECORD'
  | 'BATCH'
  | 'TIME'
  | 'COUNT'
  | 'COUNT_TIME'
  | 'MANUAL'
  | 'MANUAL_IMMEDIATE'

/** The mode in force: acks in any order are MANUAL unless they are MANUAL_IMMEDIATE. */
export function effectiveAckMode(values: OptionValues): AckMode {
  const mode = (values.ackMode ?? 'BATCH') as AckMode
  return values.asyncAcks === true && !mode.startsWith('MANUAL') ? 'MANUAL' : mode
}

/** Whether the number of acks since the last commit can be what triggers a commit. */
export function isCountAck(mode: AckMode): boolean {
  return mode === 'COUNT' || mode === 'COUNT_TIME'
}

/** Whether the time since the last commit can be what triggers a commit. */
export function isTimeAck(mode: AckMode): boolean {
  return mode === 'TIME' || mode === 'COUNT_TIME'
}

const afterEach: Partial<ContainerSteps> = {
  *handled(container, record) {
    yield* ackCurrent(container, record)
    yield* processCommitsInLoop(container)
  },
  handledBatch: ackBatch,
  recovered: ackCurrent,
  recoveredBatch: ackAll,
}

const manual = (mode: AckMode): Partial<ContainerSteps> => ({
  configure({ autoCommit }) {
    if (!autoCommit) return
    throw new KafkaException(
      'IllegalStateException',
      `Consumer cannot be configured for auto commit for ackMode ${mode}`,
    )
  },
  checkAcknowledgment() {},
})

const modes: Readonly<Record<AckMode, Partial<ContainerSteps>>> = {
  RECORD: {
    configure({ listener }) {
      if (listener.kind === 'record') return
      const text = 'Cannot use AckMode.RECORD with a batch listener'
      throw new KafkaException('IllegalStateException', text)
    },
    handled: commitRecord,
    recovered: commitRecord,
  },
  BATCH: {
    processCommits: commitPending,
    handled: ackCurrent,
    handledBatch: ackBatch,
    recovered: ackCurrent,
    recoveredBatch: ackAll,
  },
  TIME: afterEach,
  COUNT: afterEach,
  COUNT_TIME: afterEach,
  MANUAL: {
    ...manual('MANUAL'),
    processCommits: commitPending,
    recovered: ackCurrent,
    recoveredBatch: ackAll,
    acknowledge: ackListed,
  },
  MANUAL_IMMEDIATE: {
    ...manual('MANUAL_IMMEDIATE'),
    acknowledgesInParts: true,
    processCommits: commitQueued,
    recoveredBatch: queueAcks,
    acknowledge: commitNow,
    *commitRecovered(container, { topic, partition, offset }) {
      yield* container.steps.commitOnce(container, [{ topic, partition, offset: offset + 1 }])
    },
  },
}

/** When the container commits. */
export const ackMode = containerOption({
  name: 'ackMode',
  byDefault: 'BATCH' as AckMode,
  summary:
    'When a commit is sent: after each record (`RECORD`), before the next poll (`BATCH`), after ' +
    '`ackTime`, `ackCount` acks or either (`TIME`, `COUNT`, `COUNT_TIME`), or when the listener ' +
    'acknowledges: before the next poll (`MANUAL`) or at once (`MANUAL_IMMEDIATE`).',
  steps: (_mode, _before, others) => modes[effectiveAckMode(others)],
})

/** The record waits for a commit. */
// biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
function* ackCurrent(container: Container, record: ConsumerRecord): Program<void> {
  if (container.autoCommit) return
  addAck(container.pending, record)
  container.count++
}

function commitRecord(container: Container, record: ConsumerRecord): Program<void> {
  const { topic, partition, offset } = record
  return commitOffsets(container, [{ topic, partition, offset: offset + 1 }])
}

/** Acknowledged by the listener; from another thread it ends a poll that waits for just that. */
function* ackListed(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  for (const record of records) yield* ackCurrent(container, record)
  if (!container.onConsumerThread && container.pausedForAsyncAcks) {
    yield* container.services.consumer.wakeup()
  }
}

/** On the consumer's thread; from another one the consumer is woken up to do it. */
function* commitNow(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  if (!container.onConsumerThread) {
    yield* queueAcks(container, records)
    return yield* container.services.consumer.wakeup()
  }
  try {
    yield* commitOffsets(container, nextOffsets(records))
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
  }
}

/** Commits what was acknowledged elsewhere, ack by ack. */
function* commitQueued(container: Container): Program<void> {
  for (;;) {
    const record = container.acks.shift()
    if (record === undefined) return
    yield* commitNow(container, [record])
  }
}

// biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
function* queueAcks(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  container.acks.push(...records)
}

function* ackAll(container: Container, records: readonly ConsumerRecord[]): Program<void> {
  for (const record of records) yield* ackCurrent(container, record)
}

/** One ack per partition: of its last record. */
function* ackBatch(
  container: Container,
  records: readonly ConsumerRecord[],
  nacked: boolean,
): Program<void> {
  if (!nacked) yield* ackAll(container, lastOfEach(records))
}
