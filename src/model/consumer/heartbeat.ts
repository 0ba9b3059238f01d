/**
 * The heartbeat thread.
 *
 * Behaviour: heartbeats run apart from poll. An answer tells of a rebalance (rejoin at the next
 * poll), of a lost membership, or of a coordinator that moved. When the poll interval expires the
 * thread leaves the group (dynamic members) and resets the generation; processing goes on
 * undisturbed, a zombie.
 * Left out: heartbeats whose answer would be NONE: they refresh the session, and the session of a
 * live member that heartbeats never expires in an untimed run, so they change nothing.
 * Source: reference A.2.8, A.7.1, A.7.5, A.8; `AbstractCoordinator.HeartbeatThread`.
 */

import { KafkaException } from '../errors.ts'
import { hasNews, isExpelled } from '../group/heartbeat.ts'
import type { Instance } from '../instance/instance.ts'
import { send } from '../network/network.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { World } from '../world.ts'
import type { ConsumerState } from './consumer-state.ts'
import { forgetCoordinator } from './coordinator.ts'
import { loseGeneration } from './generation.ts'

/** Whether a heartbeat sent now would tell the member something. */
export function heartbeatHasNews(world: World, instance: Instance): boolean {
  const consumer = instance.consumer
  if (consumer.membership !== 'stable' || consumer.heartbeatTicket >= 0) return false
  if (consumer.coordinator < 0 || consumer.sessionLapsed) return false
  if (consumer.rejoinNeeded) return isExpelled(world.cluster, consumer.groupId, consumer)
  if (isUndisturbed(world, consumer)) return false
  return hasNews(
    world.cluster,
    consumer.coordinator,
    consumer.groupId,
    consumer.memberId,
    consumer.generation,
  )
}

/** The common case, told fast: a dynamic member of the generation of a stable group. */
function isUndisturbed({ cluster }: World, consumer: ConsumerState): boolean {
  const group = cluster.groups[0]
  return (
    group !== undefined &&
    group.status === 'Stable' &&
    group.generation === consumer.generation &&
    group.groupId === consumer.groupId &&
    cluster.groups.length === 1 &&
    cluster.offsets.leader === consumer.coordinator &&
    consumer.groupInstanceId === null
  )
}

/** When the next heartbeat is due: the next multiple of the interval since the member joined. */
export function heartbeatDue(world: World, instance: Instance): number {
  const interval = world.settings['heartbeat.interval.ms']
  const since = world.now - instance.consumer.joinedAt
  return instance.consumer.joinedAt + (Math.floor(since / interval) + 1) * interval
}

/** Sends a heartbeat. */
export function sendHeartbeat(world: World, instance: Instance): void {
  const consumer = instance.consumer
  const request = {
    api: 'Heartbeat',
    groupId: consumer.groupId,
    generation: consumer.generation,
    memberId: consumer.memberId,
    groupInstanceId: consumer.groupInstanceId,
  } as const
  consumer.heartbeatTicket = send(world, instance, consumer.coordinator, request, 'coordinator')
}

/** Takes the answer to a heartbeat. */
export function onHeartbeat(
  world: World,
  instance: Instance,
  ticket: number,
  sentGeneration: number,
  response: ResponseOf<'Heartbeat'>,
): void {
  const consumer = instance.consumer
  if (ticket !== consumer.heartbeatTicket) return
  consumer.heartbeatTicket = -1
  switch (response.error) {
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'DISCONNECTED':
      return forgetCoordinator(instance)
    case 'REBALANCE_IN_PROGRESS':
      if (consumer.membership === 'stable') consumer.rejoinNeeded = true
      return
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
      if (consumer.generation === sentGeneration) {
        loseGeneration(world, instance, response.error === 'UNKNOWN_MEMBER_ID')
      }
      return
    case 'FENCED_INSTANCE_ID':
      consumer.failure = new KafkaException('FencedInstanceIdException', 'heartbeat was fenced')
      return loseGeneration(world, instance, true)
    default:
      return
  }
}

/** The poll interval has expired: leave (dynamic members) and go on without a generation. */
export function pollIntervalExpired(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (consumer.groupInstanceId === null) sendLeave(world, instance)
  loseGeneration(world, instance, true)
}

/** Sends LeaveGroup if there is a membership to leave and a coordinator to tell. */
export function sendLeave(world: World, instance: Instance): boolean {
  const consumer = instance.consumer
  if (consumer.coordinator < 0 || consumer.memberId === '') return false
  if (consumer.membership === 'unjoined') return false
  const { memberId, groupInstanceId, groupId } = consumer
  const members = [{ memberId, groupInstanceId }]
  const request = { api: 'LeaveGroup', groupId, members } as const
  consumer.leaveTicket = send(world, instance, consumer.coordinator, request, 'coordinator')
  return true
}
