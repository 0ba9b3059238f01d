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
import type { Container, ContainerSteps } from '../container-state.ts'
import type { Acknowledgment } from '../listener.ts'
import { containerOption } from '../option.ts'
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
  recovered: ackCurrent,
}

const manual = (mode: AckMode): Partial<ContainerSteps> => ({
  configure({ autoCommit }) {
    if (!autoCommit) return
    throw new KafkaException(
      'IllegalStateException',
      `Consumer cannot be configured for auto commit for ackMode ${mode}`,
    )
  },
  acknowledgment: acknowledgeOnce,
})

const modes: Readonly<Record<AckMode, Partial<ContainerSteps>>> = {
  RECORD: { handled: commitRecord, recovered: commitRecord },
  BATCH: { processCommits: commitPending, handled: ackCurrent, recovered: ackCurrent },
  TIME: afterEach,
  COUNT: afterEach,
  COUNT_TIME: afterEach,
  MANUAL: {
    ...manual('MANUAL'),
    processCommits: commitPending,
    recovered: ackCurrent,
    acknowledge: ackCurrent,
  },
  MANUAL_IMMEDIATE: {
    ...manual('MANUAL_IMMEDIATE'),
    *acknowledge(container, record) {
      try {
        yield* commitRecord(container, record)
      } catch (error) {
        if (!isException(error, 'WakeupException')) throw error
      }
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
  steps: (mode) => modes[mode],
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

/** Acknowledges once, however often it is called. */
function acknowledgeOnce(container: Container, record: ConsumerRecord): Acknowledgment {
  let acknowledged = false
  return {
    *acknowledge() {
      if (acknowledged) return
      yield* container.steps.acknowledge(container, record)
      acknowledged = true
    },
  }
}
