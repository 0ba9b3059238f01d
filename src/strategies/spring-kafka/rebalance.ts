/**
 * The container's own rebalance listener, around the user's.
 *
 * Behaviour: revoked: the user's hook before the commit, then the commits that a rebalance had
 * refused, then all pending acks, then the user's hook after it; a commit that fails is logged.
 * Records never wait in the container here: poll, which runs this, comes after the whole last poll
 * was handled. Lost: the user's hook, then the revoked path all the same, whose commit fails.
 * Assigned: with `auto.offset.reset` = latest, positions nobody had committed are committed, so
 * that a later owner does not start at a later end.
 * Left out: paused partitions; remaining records of revoked partitions, which exist only with
 * `seekAfterError` false.
 * Source: reference B.5; `ListenerConsumerRebalanceListener`.
 */
import type {
  Program,
  RebalanceListener,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { logged, recommitAfterRebalance } from './commit-errors.ts'
import type { ConsumerSeekAware } from './container-properties.ts'
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
  const user = container.properties.rebalanceListener
  if (user.onPartitionsRevokedBeforeCommit !== undefined) {
    yield* user.onPartitionsRevokedBeforeCommit(partitions)
  }
  try {
    yield* recommitAfterRebalance(container)
    yield* commitPendingAcks(container)
  } catch (error) {
    logged(error)
  }
  if (user.onPartitionsRevokedAfterCommit !== undefined) {
    yield* user.onPartitionsRevokedAfterCommit(partitions)
  }
  container.assigned = container.assigned.filter((kept) => !includes(partitions, kept))
}

function* lost(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  const user = container.properties.rebalanceListener
  if (user.onPartitionsLost !== undefined) yield* user.onPartitionsLost(partitions)
  yield* revoked(container, partitions)
}

function* assigned(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  const { services, properties } = container
  for (const partition of partitions) {
    if (!includes(container.assigned, partition)) container.assigned.push(partition)
  }
  const latest = services.settings['auto.offset.reset'] === 'latest'
  const commits = properties.assignmentCommitOption === 'LATEST_ONLY_NO_TX'
  if (latest && commits && !container.autoCommit) yield* commitStart(container, partitions)
  if (properties.seekAware !== null) yield* letSeek(container, properties.seekAware, partitions)
  const user = properties.rebalanceListener
  if (user.onPartitionsAssigned !== undefined) yield* user.onPartitionsAssigned(partitions)
}

/** Commits the position of every partition that has no committed offset. */
function* commitStart(container: Container, partitions: readonly TopicPartition[]): Program<void> {
  const { consumer } = container.services
  const committed = yield* consumer.committed(partitions)
  const unknown = partitions.filter((partition) => !includes(committed, partition))
  if (unknown.length === 0) return
  const offsets = yield* positions(container, unknown)
  if (!container.properties.syncCommits) {
    yield* consumer.commitAsync(offsets)
    return
  }
  try {
    yield* consumer.commitSync(offsets)
  } catch (error) {
    const harmless =
      isException(error, 'RetriableCommitFailedException') ||
      isException(error, 'RebalanceInProgressException')
    if (!harmless) throw error
  }
}

function* letSeek(
  container: Container,
  seekAware: ConsumerSeekAware,
  partitions: readonly TopicPartition[],
): Program<void> {
  const { consumer } = container.services
  const callback = {
    seek: (partition: TopicPartition, offset: number) => consumer.seek(partition, offset),
  }
  yield* seekAware.onPartitionsAssigned(yield* positions(container, partitions), callback)
}

function* positions(
  container: Container,
  partitions: readonly TopicPartition[],
): Program<TopicPartitionOffset[]> {
  const offsets: TopicPartitionOffset[] = []
  for (const { topic, partition } of partitions) {
    const offset = yield* container.services.consumer.position({ topic, partition })
    offsets.push({ topic, partition, offset })
  }
  return offsets
}
