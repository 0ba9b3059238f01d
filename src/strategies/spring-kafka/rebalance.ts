/**
 * The container's own rebalance listener.
 *
 * Behaviour: revoked: records that wait in the container for these partitions are dropped; then,
 * between the user's two hooks, the commits that a rebalance had refused and all pending acks; a
 * commit that fails is logged. Without `seekAfterError` false no record waits there: poll, which
 * runs this, comes after the whole last poll was handled. Lost: the user's hook, then the revoked
 * path all the same, whose commit fails. Assigned: what is paused is paused again, then what
 * options ask for; while a batch is delivered again, all is paused.
 * Source: reference B.5; `ListenerConsumerRebalanceListener`,
 * `FallbackBatchErrorHandler.onPartitionsAssigned`.
 */
import type { Program, RebalanceListener, TopicPartition } from '../../model/consumer/api.ts'
import { logged, recommitAfterRebalance } from './commit-errors.ts'
import { type Container, includes } from './container-state.ts'
import { dropUnacknowledged } from './out-of-order-acks.ts'
import { pauseAgain } from './pausing.ts'
import { commitPendingAcks } from './process-commits.ts'

/** The listener that the container subscribes with. */
export function rebalanceListener(container: Container): RebalanceListener {
  return {
    onPartitionsRevoked: (partitions) => revoked(container, partitions),
    onPartitionsLost: (partitions) => lost(container, partitions),
    onPartitionsAssigned: (partitions) => assigned(container, partitions),
  }
}

function* revoked(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  dropRemaining(container, partitions)
  yield* container.steps.revoking(container, partitions)
  try {
    yield* recommitAfterRebalance(container)
    yield* commitPendingAcks(container)
  } catch (error) {
    logged(error)
  }
  yield* container.steps.revoked(container, partitions)
  const isKept = (each: TopicPartition) => !includes(partitions, each)
  container.assigned = container.assigned.filter(isKept)
  container.pausedForNack = container.pausedForNack.filter(isKept)
  dropUnacknowledged(container, partitions)
  if (container.unacknowledged?.length === 0) container.consumerPaused = false
}

function dropRemaining(container: Container, partitions: readonly TopicPartition[]): void {
  if (container.remaining === null) return
  const left = container.remaining.filter((record) => !includes(partitions, record))
  container.remaining = left.length === 0 ? null : left
}

function* lost(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  yield* container.steps.lost(container, partitions)
  yield* revoked(container, partitions)
}

function* assigned(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  yield* pauseAgain(container, partitions)
  for (const partition of partitions) {
    if (!includes(container.assigned, partition)) container.assigned.push(partition)
  }
  yield* container.steps.assigned(container, partitions)
  const { consumer } = container.services
  if (container.retryingBatch) yield* consumer.pause(yield* consumer.assignment())
}
