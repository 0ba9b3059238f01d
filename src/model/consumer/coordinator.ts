/**
 * The client's view of its coordinator and of the topic's metadata.
 *
 * Behaviour: an unknown coordinator is looked up before anything is sent to it; errors that say
 * "not here" make it unknown again; retriable errors wait out retry.backoff.ms. Metadata is asked
 * for at the start, when a leader is unknown or wrong, and by the refresh timer.
 * Left out: lookups by least loaded node, connection set-up back-off.
 * Source: reference A.4; `AbstractCoordinator.ensureCoordinatorReady`, `ConsumerMetadata`.
 */

import type { Instance } from '../instance/instance.ts'
import { send } from '../network/network.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { World } from '../world.ts'

/** What a part of a client call found: go on, wait for the network, or the call was answered. */
export type Flow = 'go' | 'wait' | 'answered'

/** Whether the coordinator is known; if not, a lookup is under way afterwards. */
export function ensureCoordinator(world: World, instance: Instance): boolean {
  const consumer = instance.consumer
  if (consumer.coordinator >= 0) return true
  if (consumer.findTicket < 0 && !consumer.backingOff) {
    const request = { api: 'FindCoordinator', keyType: 'group', key: consumer.groupId } as const
    consumer.findTicket = send(world, instance, bootstrapBroker(world, instance), request, 'broker')
  }
  return false
}

/** Whether metadata is known; if not, it has been asked for. */
export function ensureMetadata(world: World, instance: Instance): boolean {
  const consumer = instance.consumer
  if (consumer.metadataVersion >= 0) return true
  requestMetadata(world, instance)
  return false
}

/** Asks for metadata unless it is under way. */
export function requestMetadata(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (consumer.metadataTicket >= 0) return
  const broker = bootstrapBroker(world, instance)
  const request = { api: 'Metadata', describe: null } as const
  consumer.metadataTicket = send(world, instance, broker, request, 'broker')
}

/** Any broker answers these; a client keeps to one. */
function bootstrapBroker(world: World, instance: Instance): number {
  return instance.index % world.cluster.brokers
}

/** The next requests to the coordinator look it up first. */
export function forgetCoordinator(instance: Instance): void {
  instance.consumer.coordinator = -1
}

/** Nothing more is sent to the coordinator until the back-off is over. */
export function backOff(world: World, instance: Instance): void {
  instance.consumer.backingOff = true
  instance.consumer.backoffDue = world.now + world.settings['retry.backoff.ms']
}

/** Takes the answer of a lookup. */
export function onFindCoordinator(
  world: World,
  instance: Instance,
  response: ResponseOf<'FindCoordinator'>,
): void {
  instance.consumer.findTicket = -1
  if (response.error !== 'NONE') {
    backOff(world, instance)
    return
  }
  instance.consumer.coordinator = response.broker
}

/** Takes metadata: new leaders make positions await validation. */
export function onMetadata(instance: Instance, response: ResponseOf<'Metadata'>): void {
  const consumer = instance.consumer
  consumer.metadataTicket = -1
  if (response.error !== 'NONE') return
  const before = consumer.metadata
  consumer.metadata = response.partitions
  consumer.metadataVersion = response.version
  for (const assigned of consumer.partitions) {
    const info = findInfo(response.partitions, assigned.topic, assigned.partition)
    const old = findInfo(before, assigned.topic, assigned.partition)
    const moved = old !== undefined && info !== undefined && info.leaderEpoch > old.leaderEpoch
    if (moved && assigned.status === 'fetching' && assigned.positionEpoch >= 0) {
      assigned.status = 'await-validation'
      assigned.lookup = -1
    }
  }
}

/** What the client knows of a partition, if anything. */
export function findInfo<T extends { topic: string; partition: number }>(
  infos: readonly T[],
  topic: string,
  partition: number,
): T | undefined {
  for (let i = 0; i < infos.length; i++) {
    const info = infos[i]
    if (info?.partition === partition && info.topic === topic) return info
  }
  return undefined
}
