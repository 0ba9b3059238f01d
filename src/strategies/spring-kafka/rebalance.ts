/**
 * The container's own rebalance listener.
 *
 * Behaviour: revoked: between the user's two hooks, the commits that a rebalance had refused, then
 * all pending acks; a commit that fails is logged. Records never wait in the container here: poll,
 * which runs this, comes after the whole last poll was handled. Lost: the user's hook, then the
 * revoked path all the same, whose commit fails. Assigned: what options ask for.
 * Left out: paused partitions; remaining records of revoked partitions, which exist only with
 * `seekAfterError` false.
 * Source: reference B.5; `ListenerConsumerRebalanceListener`.
 */
import type { Program, RebalanceListener, TopicPartition } from '../../model/consumer/api.ts'
import { logged, recommitAfterRebalance } from './commit-errors.ts'
import { type Container, includes } from './container-state.ts'
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
  yield* container.steps.revoking(container, partitions)
  try {
    yield* recommitAfterRebalance(container)
    yield* commitPendingAcks(container)
  } catch (error) {
    logged(error)
  }
  yield* container.steps.revoked(container, partitions)
  container.assigned = container.assigned.filter((each) => !includes(partitions, each))
}

function* lost(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  yield* container.steps.lost(container, partitions)
  yield* revoked(container, partitions)
}

function* assigned(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  for (const partition of partitions) {
    if (!includes(container.assigned, partition)) container.assigned.push(partition)
  }
  yield* container.steps.assigned(container, partitions)
}
