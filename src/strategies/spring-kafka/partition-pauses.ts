/**
 * Pauses of single partitions, which a record of a retry topic asks for that is not due yet.
 *
 * Behaviour: a partition is paused before the next poll, and resumed after the one in which its
 * time comes: the task that ends the pause wakes the poll. One that is taken away and comes back
 * meanwhile is paused again. Nothing is resumed while all of the consumer is paused.
 * Source: `ListenerConsumer.pausePartitionsIfNecessary`, `resumePartitionsIfNecessary`,
 * `repauseIfNeeded`, `wakeIfNecessary`; `ListenerContainerPauseService.pausePartition`.
 */
import type { Program, TopicPartition } from '../../model/consumer/api.ts'
import { type Container, includes, type PartitionPause } from './container-state.ts'

/** Asks for a pause of the partition for so long. */
export function requestPause(container: Container, at: TopicPartition, until: number): void {
  const { topic, partition } = at
  container.partitionPauses.push({ topic, partition, until })
}

/** Before a poll. */
export function* pausePartitions(container: Container): Program<void> {
  if (container.partitionPauses.length === 0) return
  const { consumer } = container.services
  const before = yield* consumer.paused()
  const wanted = container.assigned.filter(
    (one) => includes(container.partitionPauses, one) && !includes(before, one),
  )
  if (wanted.length === 0) return
  yield* consumer.pause(wanted)
  container.pausedPartitions.push(...wanted)
}

/** After a poll. */
export function* resumePartitions(container: Container): Program<void> {
  if (container.partitionPauses.length + container.pausedPartitions.length === 0) return
  const { consumer, now } = container.services
  const time = yield* now()
  container.partitionPauses = container.partitionPauses.filter(({ until }) => until > time)
  const over = container.assigned.filter(
    (one) => includes(container.pausedPartitions, one) && !includes(container.partitionPauses, one),
  )
  if (over.length === 0) return
  yield* consumer.resume(over)
  container.pausedPartitions = container.pausedPartitions.filter((one) => !includes(over, one))
}

/** Partitions were assigned, which Kafka has resumed by that. */
export function* pausePartitionsAgain(
  container: Container,
  partitions: readonly TopicPartition[],
): Program<void> {
  const again = partitions.filter((one) => includes(container.partitionPauses, one))
  container.pausedPartitions = container.pausedPartitions.filter((one) => includes(again, one))
  if (container.consumerPaused || again.length === 0) return
  yield* container.services.consumer.pause(again)
  const { pausedPartitions } = container
  pausedPartitions.push(...again.filter((one) => !includes(pausedPartitions, one)))
}

/** How long a poll waits that would wait for so long: a pause that ends wakes it. */
export function pollMs(pauses: readonly PartitionPause[], now: number, timeoutMs: number): number {
  return Math.min(timeoutMs, ...pauses.map(({ until }) => Math.max(1, until - now)))
}
