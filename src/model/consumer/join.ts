/**
 * Joining the group: JoinGroup, SyncGroup, and their answers.
 *
 * Behaviour: the member joins with what it subscribes to and, cooperative, owns, or, sticky, had in
 * the last generation of which it was told its part (user data of the real client). The generation
 * is taken from the answer to JoinGroup; the leader computes the assignment; the member is stable
 * once SyncGroup is answered. A leader whose metadata shows other partitions of the group's topics
 * than it assigned joins again. Errors reset what the real client resets and the next step of poll
 * joins again: MEMBER_ID_REQUIRED with the id given, UNKNOWN_MEMBER_ID without any.
 * Left out: several protocols per member (a rolling change of assignors).
 * Source: reference A.6, A.7.4; `AbstractCoordinator.JoinGroupResponseHandler`,
 * `SyncGroupResponseHandler`; `ConsumerCoordinator.MetadataSnapshot`, `updateGroupSubscription`.
 */
import { type KafkaErrorCode, KafkaException } from '../errors.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { MemberAssignment } from '../network/client-requests.ts'
import { send } from '../network/network.ts'
import type { ResponseOf } from '../network/requests.ts'
import { groupId } from '../scenario.ts'
import type { World } from '../world.ts'
import { assignPartitions } from './assignors/assign-partitions.ts'
import type { ConsumerState } from './consumer-state.ts'
import {
  backOff,
  ensureCoordinator,
  ensureMetadata,
  type Flow,
  forgetCoordinator,
} from './coordinator.ts'
import { loseGeneration } from './generation.ts'
import { joinComplete } from './join-complete.ts'
import { isCooperative, joinPrepare, placesOf } from './join-prepare.ts'

/** Takes the member towards a stable membership; `go`: it has one and its partitions. */
export function ensureActiveGroup(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
): Flow {
  const consumer = instance.consumer
  if (!ensureCoordinator(world, instance)) return 'wait'
  if (!ensureMetadata(world, instance)) return 'wait'
  if (consumer.newAssignment !== null) {
    const flow = joinComplete(world, instance, task, pending)
    if (flow !== 'go') return flow
  }
  if (consumer.membership === 'joining' || consumer.membership === 'syncing') return 'wait'
  const outdated = consumer.isLeader && consumer.assignedPartitionCount !== watched(consumer)
  if (consumer.membership === 'stable' && !consumer.rejoinNeeded && !outdated) return 'go'
  if (consumer.prepare !== 3) {
    const flow = joinPrepare(world, instance, task, pending)
    if (flow !== 'go') return flow
  }
  if (!consumer.backingOff) sendJoin(world, instance)
  return 'wait'
}

function sendJoin(world: World, instance: Instance): void {
  const consumer = instance.consumer
  const owned = isCooperative(world) ? placesOf(consumer) : []
  const { topics, generation } = consumer
  const { partitions, generation: since } = consumer.lastAssignment ?? {
    partitions: owned,
    generation,
  }
  const metadata = { topics, owned: partitions, generation: since }
  world.membershipVersion++
  consumer.membership = 'joining'
  const request = {
    api: 'JoinGroup',
    clientId: instance.name,
    groupId: consumer.groupId,
    memberId: consumer.memberId,
    groupInstanceId: consumer.groupInstanceId,
    sessionTimeoutMs: world.settings['session.timeout.ms'],
    rebalanceTimeoutMs: world.settings['max.poll.interval.ms'],
    protocols: [{ name: world.settings['partition.assignment.strategy'], metadata }],
  } as const
  consumer.joinTicket = send(world, instance, consumer.coordinator, request, 'coordinator')
}

/** Takes the answer to JoinGroup. */
export function onJoinGroup(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'JoinGroup'>,
): void {
  const consumer = instance.consumer
  if (ticket !== consumer.joinTicket) return
  world.membershipVersion++
  consumer.joinTicket = -1
  if (response.error === 'MEMBER_ID_REQUIRED') {
    consumer.memberId = response.memberId
    consumer.membership = 'unjoined'
    return
  }
  if (response.error !== 'NONE') return failedToJoin(world, instance, response.error)
  consumer.memberId = response.memberId
  consumer.generation = response.generation
  consumer.generationLost = false
  consumer.membership = 'syncing'
  consumer.isLeader = response.leader === response.memberId
  const request = {
    api: 'SyncGroup',
    groupId: consumer.groupId,
    generation: consumer.generation,
    memberId: consumer.memberId,
    groupInstanceId: consumer.groupInstanceId,
    assignments: consumer.isLeader ? assignments(world, instance, response) : [],
  } as const
  consumer.joinTicket = send(world, instance, consumer.coordinator, request, 'coordinator')
}

/** How many partitions the topics of the group have: other topics concern it not. */
function watched({ metadata, groupTopics }: ConsumerState): number {
  let count = 0
  for (const { topic } of metadata) if (groupTopics.includes(topic)) count++
  return count
}

/** The topics of all members; the member's own list where they are the same. */
function topicsOf(
  { topics }: ConsumerState,
  members: ResponseOf<'JoinGroup'>['members'],
): readonly string[] {
  const others = members
    .flatMap(({ metadata }) => metadata.topics)
    .filter((topic) => !topics.includes(topic))
  return others.length === 0 ? topics : [...topics, ...others]
}

function assignments(
  world: World,
  instance: Instance,
  response: ResponseOf<'JoinGroup'>,
): readonly MemberAssignment[] {
  const consumer = instance.consumer
  consumer.groupTopics = topicsOf(consumer, response.members)
  consumer.assignedPartitionCount = watched(consumer)
  if (response.skipAssignment) return []
  const name = world.settings['partition.assignment.strategy']
  const places = consumer.metadata.map(({ topic, partition }) => ({ topic, partition }))
  return assignPartitions(name, response.members, places)
}

/** Takes the answer to SyncGroup. */
export function onSyncGroup(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'SyncGroup'>,
): void {
  const consumer = instance.consumer
  if (ticket !== consumer.joinTicket) return
  world.membershipVersion++
  consumer.joinTicket = -1
  if (response.error !== 'NONE') return failedToJoin(world, instance, response.error)
  consumer.membership = 'stable'
  consumer.rejoinNeeded = false
  consumer.newAssignment = response.assignment
  consumer.complete = 0
  consumer.joinedAt = world.now
  const { generation, groupId: group } = consumer
  world.emit({
    ...{ kind: 'joined', time: world.now, member: instance.name, generation },
    ...(group === groupId ? {} : { group }),
  })
}

function failedToJoin(world: World, instance: Instance, error: KafkaErrorCode): void {
  const consumer = instance.consumer
  consumer.membership = 'unjoined'
  switch (error) {
    case 'UNKNOWN_MEMBER_ID':
      return loseGeneration(world, instance, true)
    case 'ILLEGAL_GENERATION':
      return loseGeneration(world, instance, false)
    case 'FENCED_INSTANCE_ID':
      loseGeneration(world, instance, true)
      consumer.failure = new KafkaException('FencedInstanceIdException', `join failed: ${error}`)
      return
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'DISCONNECTED':
      forgetCoordinator(instance)
      return
    case 'REBALANCE_IN_PROGRESS':
      return
    default:
      backOff(world, instance)
  }
}
