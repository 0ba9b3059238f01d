/** A client asks for metadata because its copy is old: it has some, and something has changed. */
import { requestMetadata } from '../consumer/coordinator.ts'
import type { Instance } from '../instance/instance.ts'
import { instanceAt, type World } from '../world.ts'
import type { ClientTimer } from './client-timer.ts'

/** How old a client lets its copy of the metadata grow after a change. */
export const metadataMaxAgeMs = 5000

export const refreshMetadata: ClientTimer = {
  kind: 'refresh-metadata',
  reach: 'instance',
  possible: (world, instance) => !instance.consumer.closed && isMetadataOld(world, instance),
  due: ({ now }) => now + metadataMaxAgeMs,
  fire: (world, _engine, index) => requestMetadata(world, instanceAt(world, index)),
}

/** Whether the client has metadata, something has changed since, and it has not asked yet. */
export function isMetadataOld(world: World, { consumer }: Instance): boolean {
  const version = consumer.metadataVersion
  return version !== world.cluster.metadataVersion && version >= 0 && consumer.metadataTicket < 0
}
