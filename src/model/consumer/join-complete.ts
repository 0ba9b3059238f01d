/**
 * onJoinComplete: what a member does with its new assignment.
 *
 * Behaviour: eager: the assignment is set, onPartitionsAssigned is always called. Cooperative:
 * what is owned but not assigned any more is revoked first, and then another rejoin is asked for;
 * retained partitions keep their positions; onPartitionsAssigned is called with what is new. The
 * auto-commit timer starts again. The sticky assignor keeps the assignment, whatever becomes of
 * it. groupMetadata() is what it is now until the next time, so that
 * offsets sent to a transaction by a member that has lost its generation are fenced (KIP-447).
 * Left out: nothing that a strategy could see.
 * Source: reference A.3, A.6; `ConsumerCoordinator.onJoinComplete`.
 */
import { runCallback, takeCallbackError } from '../instance/callback.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail } from '../instance/task.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { restartAutoCommitTimer } from './auto-commit.ts'
import { createAssigned, dropBuffers, findAssigned } from './consumer-state.ts'
import type { Flow } from './coordinator.ts'
import { callbackFailure, remembers } from './join-prepare.ts'

const noPlaces: readonly TopicPartition[] = []

/** Takes the member through onJoinComplete; `go`: it is a stable member with its partitions. */
export function joinComplete(world: World, instance: Instance, task: Task, pending: Pending): Flow {
  const consumer = instance.consumer
  const assignment = consumer.newAssignment
  if (assignment === null) return 'go'
  if (consumer.complete === 0) {
    consumer.complete = 1
    consumer.toldMemberId = consumer.memberId
    consumer.toldGeneration = consumer.generation
    if (remembers(world)) {
      consumer.lastAssignment = { partitions: assignment, generation: consumer.generation }
    }
    const revoked = ownedButNot(instance, assignment)
    const onRevoked = consumer.listener?.onPartitionsRevoked
    if (revoked.length > 0 && onRevoked !== undefined) {
      const listener = consumer.listener
      runCallback(world, instance, task, pending, () => onRevoked.call(listener, revoked))
      return 'answered'
    }
  }
  if (consumer.complete === 1) {
    keepError(pending)
    consumer.complete = 2
    revoke(world, instance, assignment)
    const added = assign(world, instance, assignment)
    const onAssigned = consumer.listener?.onPartitionsAssigned
    if (onAssigned !== undefined) {
      const listener = consumer.listener
      runCallback(world, instance, task, pending, () => onAssigned.call(listener, added))
      return 'answered'
    }
  }
  keepError(pending)
  consumer.newAssignment = null
  consumer.complete = 0
  consumer.prepare = 0
  restartAutoCommitTimer(world, instance)
  const error = pending.firstError
  pending.firstError = null
  if (error === null) return 'go'
  fail(world, instance, task, callbackFailure(error))
  return 'answered'
}

/** The first of the callbacks' errors is the one that poll throws. */
function keepError(pending: Pending): void {
  const error = takeCallbackError(pending)
  if (pending.firstError === null) pending.firstError = error
}

function ownedButNot(
  instance: Instance,
  assignment: readonly TopicPartition[],
): readonly TopicPartition[] {
  const { partitions } = instance.consumer
  if (partitions.length === 0) return noPlaces
  return partitions
    .filter((owned) => !includes(assignment, owned))
    .map(({ topic, partition }) => ({ topic, partition }))
}

function revoke(world: World, instance: Instance, assignment: readonly TopicPartition[]): void {
  const consumer = instance.consumer
  const { generation } = consumer
  for (const { topic, partition } of ownedButNot(instance, assignment)) {
    dropBuffers(consumer, topic, partition)
    const time = world.now
    world.emit({ kind: 'revoked', time, member: instance.name, generation, topic, partition })
    consumer.rejoinNeeded = true
  }
}

function assign(
  world: World,
  instance: Instance,
  assignment: readonly TopicPartition[],
): readonly TopicPartition[] {
  const consumer = instance.consumer
  const { generation } = consumer
  const isNew = ({ topic, partition }: TopicPartition) =>
    findAssigned(consumer, topic, partition) === undefined
  const added = assignment.every(isNew) ? assignment : assignment.filter(isNew)
  const partitions = assignment.map(
    (place) => findAssigned(consumer, place.topic, place.partition) ?? createAssigned(place),
  )
  for (const { topic, partition } of added) {
    const time = world.now
    world.emit({ kind: 'assigned', time, member: instance.name, generation, topic, partition })
  }
  consumer.partitions = partitions
  world.progress++
  return added.map(({ topic, partition }) => ({ topic, partition }))
}

function includes(places: readonly TopicPartition[], place: TopicPartition): boolean {
  return places.some((one) => one.partition === place.partition && one.topic === place.topic)
}
