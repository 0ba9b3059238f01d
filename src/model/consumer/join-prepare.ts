/**
 * onJoinPrepare: what a member does before it joins.
 *
 * Behaviour: auto-commit (asynchronous, but awaited across polls, and sent again after a retriable
 * error); under the eager protocol the partitions are first marked so that no more records of
 * them are returned. Then, eager: onPartitionsRevoked with all partitions, also if there are
 * none, and they are given up; cooperative: they are kept. A member that lost its generation
 * calls onPartitionsLost instead, if it had partitions. What the callback throws comes out of poll
 * as KafkaException, and it is not called again; WakeupException comes out as it is.
 * Left out: the timer (`max.poll.interval.ms`) that ends the wait for the auto-commit.
 * Source: reference 0.1 #5, A.3, A.6; `ConsumerCoordinator.onJoinPrepare`.
 */
import { isException, KafkaException } from '../errors.ts'
import { runCallback, takeCallbackError } from '../instance/callback.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { Program } from '../instance/ops.ts'
import { fail } from '../instance/task.ts'
import { clearList } from '../lists.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { startAsyncCommit } from './async-commits.ts'
import { allConsumed } from './commit-request.ts'
import type { ConsumerState } from './consumer-state.ts'
import type { Flow } from './coordinator.ts'

/** Whether the group's protocol keeps partitions over a rebalance. */
export function isCooperative(world: World): boolean {
  return world.settings['partition.assignment.strategy'] === 'cooperative-sticky'
}

/** Whether the assignor remembers what a member had, although it gives all of it up. */
export function remembers(world: World): boolean {
  return world.settings['partition.assignment.strategy'] === 'sticky'
}

/** Takes the member through onJoinPrepare; `go`: it may join. */
export function joinPrepare(world: World, instance: Instance, task: Task, pending: Pending): Flow {
  const consumer = instance.consumer
  if (consumer.prepare === 0) {
    if (consumer.backingOff) return 'wait'
    beginPrepare(world, instance)
  }
  if (consumer.prepare === 1) {
    if (consumer.asyncCommits.length > 0 && commitsForRebalance(consumer)) return 'wait'
    consumer.prepare = 2
    const body = callbackOf(consumer, isCooperative(world))
    if (body !== null) {
      runCallback(world, instance, task, pending, body)
      return 'answered'
    }
  }
  const error = takeCallbackError(pending)
  giveUpPartitions(world, instance)
  consumer.prepare = 3
  if (error === null) return 'go'
  fail(world, instance, task, callbackFailure(error))
  return 'answered'
}

function commitsForRebalance(consumer: ConsumerState): boolean {
  return consumer.asyncCommits.some((commit) => commit.kind === 'rebalance')
}

function beginPrepare(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (!isCooperative(world)) {
    for (const assigned of consumer.partitions) assigned.pendingRevocation = true
  }
  consumer.prepare = 1
  if (!world.settings['enable.auto.commit'] || consumer.generationLost) return
  const offsets = allConsumed(instance)
  if (offsets.length > 0) startAsyncCommit(world, instance, offsets, null, 'rebalance')
}

function callbackOf(consumer: ConsumerState, cooperative: boolean): (() => Program<void>) | null {
  const listener = consumer.listener
  const places = placesOf(consumer)
  if (consumer.generationLost) return places.length === 0 ? null : lostCallback(consumer, places)
  if (cooperative || listener?.onPartitionsRevoked === undefined) return null
  return () => listener.onPartitionsRevoked?.(places) as Program<void>
}

/** onPartitionsLost, which defaults to onPartitionsRevoked. */
export function lostCallback(
  consumer: ConsumerState,
  places: readonly TopicPartition[],
): (() => Program<void>) | null {
  const listener = consumer.listener
  if (listener?.onPartitionsLost !== undefined) {
    return () => listener.onPartitionsLost?.(places) as Program<void>
  }
  if (listener?.onPartitionsRevoked === undefined) return null
  return () => listener.onPartitionsRevoked?.(places) as Program<void>
}

/** The places of all assigned partitions. */
export function placesOf(consumer: ConsumerState): TopicPartition[] {
  return consumer.partitions.map(({ topic, partition }) => ({ topic, partition }))
}

function giveUpPartitions(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (!consumer.generationLost && isCooperative(world)) return
  const kind = consumer.generationLost ? 'lost' : 'revoked'
  dropPartitions(world, instance, kind)
}

/** Empties the assignment and tells the history how. */
export function dropPartitions(world: World, instance: Instance, kind: 'lost' | 'revoked'): void {
  const consumer = instance.consumer
  const { generation } = consumer
  for (const { topic, partition } of consumer.partitions) {
    world.emit({ kind, time: world.now, member: instance.name, generation, topic, partition })
  }
  consumer.partitions = []
  clearList(consumer.buffers)
  consumer.generationLost = false
}

/** How what a rebalance callback threw comes out of poll. */
export function callbackFailure(error: unknown): unknown {
  if (isException(error, 'WakeupException')) return error
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new KafkaException('KafkaException', `User rebalance callback throws an error (${cause})`)
}
