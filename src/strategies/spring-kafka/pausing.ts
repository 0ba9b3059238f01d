/**
 * When a container pauses its consumer, and when it resumes it.
 *
 * Behaviour: before a poll it pauses all partitions if the application asked for that, if records
 * wait in the container, or if acks of the last poll are missing (`asyncAcks`); after the poll's
 * records it resumes them if none of that is so any more. A nack with a sleep pauses them for that
 * long, and whoever is late is the poll: the time is looked at after it only. Partitions that are
 * assigned meanwhile are paused, too.
 * Pauses of single partitions: `partition-pauses.ts`.
 * Left out: events; that a resume wakes up the paused poll, which ends
 * by itself after `pollTimeoutWhilePaused`, 100 ms.
 * Source: `ListenerConsumer.pauseConsumerIfNecessary`, `resumeConsumerIfNecessary`,
 * `pauseForNackSleep`, `repauseIfNeeded`.
 */
import type { Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { type Container, includes } from './container-state.ts'
import { pausePartitionsAgain } from './partition-pauses.ts'

/** `pollTimeoutWhilePaused`. */
export const pollTimeoutWhilePausedMs = 100

/** Before a poll. */
export function* pauseIfNecessary(container: Container): Program<void> {
  if (container.pausedForNack.length > 0) return
  if (missesAcks(container)) container.pausedForAsyncAcks = true
  const wanted = container.pauseRequested || container.pausedForAsyncAcks
  if (!(!container.consumerPaused && wanted) && !container.pauseForPending) return
  if (container.assigned.length === 0) return
  yield* container.services.consumer.pause(container.assigned)
  container.consumerPaused = true
  container.pauseForPending = false
}

function missesAcks({ unacknowledged }: Container): boolean {
  return unacknowledged !== null && unacknowledged.length > 0
}

/** After a poll's records, if none of them waits in the container. */
export function* resumeIfNecessary(container: Container): Program<void> {
  const { consumer, now } = container.services
  if (container.nackWakeTime > 0) {
    if ((yield* now()) <= container.nackWakeTime) return
    container.nackWakeTime = 0
    yield* consumer.resume(container.pausedForNack)
    container.pausedForNack = []
    return
  }
  if (container.pausedForAsyncAcks && !missesAcks(container)) container.pausedForAsyncAcks = false
  const wanted = container.pauseRequested || container.pausedForAsyncAcks
  if (!container.consumerPaused || wanted) return
  const { pausedPartitions } = container
  const paused = yield* consumer.paused()
  yield* consumer.resume(paused.filter((one) => !includes(pausedPartitions, one)))
  container.consumerPaused = false
}

/** The records of a nack come again after its sleep. */
export function* pauseForNack(container: Container): Program<void> {
  const sleepMs = container.nackSleepMs
  container.nackSleepMs = -1
  if (sleepMs <= 0) return
  const { consumer, now } = container.services
  container.nackWakeTime = (yield* now()) + sleepMs
  const before = yield* consumer.paused()
  container.pausedForNack = [...container.pausedForNack, ...container.assigned].filter(
    (partition) => !includes(before, partition),
  )
  try {
    yield* consumer.pause(container.pausedForNack)
  } catch (error) {
    if (!isException(error, 'IllegalStateException')) throw error
    const now = yield* consumer.paused()
    yield* consumer.resume(now.filter((partition) => !includes(before, partition)))
  }
}

/** Partitions were assigned: what Kafka has resumed by that is paused again. */
export function* pauseAgain(
  container: Container,
  partitions: readonly TopicPartition[],
): Program<void> {
  const { consumer } = container.services
  const waits = missesAcks(container) || container.pauseRequested || container.remaining !== null
  if (waits && partitions.length > 0) {
    yield* consumer.pause(partitions)
    container.consumerPaused = true
  }
  yield* pausePartitionsAgain(container, partitions)
  if (container.pausedForNack.length > 0) yield* consumer.pause(container.pausedForNack)
}
