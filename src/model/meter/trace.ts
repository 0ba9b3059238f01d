/**
 * The trace: where every message of one run went, beside the history, for whoever draws it.
 *
 * Like the rest of the meter it is no part of the world: nothing in a run may depend on it.
 */
import type { Cluster } from '../cluster/cluster.ts'
import { findGroup } from '../group/group.ts'
import type { Message } from '../network/message.ts'
import type { Response } from '../network/requests.ts'
import { groupId } from '../scenario.ts'
import type { World } from '../world.ts'
import type { GroupGlance } from './trace-entry.ts'

/** An instance sends a request. */
export function traceSent({ ports, instances, now }: World, message: Message): void {
  const { ticket, broker, request } = message
  const member = instances[message.instance]?.name ?? ''
  ports.meter?.trace?.push({ kind: 'sent', time: now, ticket, member, broker, request })
}

/** A copy of the request is all that is left of it. */
export function traceLeftBehind({ ports, now }: World, ticket: number, of: number): void {
  ports.meter?.trace?.push({ kind: 'left-behind', time: now, ticket, of })
}

/** A broker takes the request. */
export function traceTaken({ ports, cluster, now }: World, { ticket }: Message): void {
  const trace = ports.meter?.trace
  if (trace) trace.push({ kind: 'taken', time: now, ticket, group: glance(cluster) })
}

function glance(cluster: Cluster): GroupGlance | null {
  const group = findGroup(cluster.groups, groupId)
  if (group === null) return null
  const { status, generation } = group
  return { status, generation, members: group.members.map(({ clientId }) => clientId) }
}

/** A broker answers it, or its sender has the answer. */
export function traceResponse(
  { ports, now }: World,
  kind: 'answered' | 'arrived',
  { ticket }: Message,
  response: Response,
): void {
  ports.meter?.trace?.push({ kind, time: now, ticket, response })
}

/** The message ends without its answer having reached anybody. */
export function traceEnd(
  { ports, now }: World,
  kind: 'broken' | 'gone',
  { ticket }: Message,
): void {
  ports.meter?.trace?.push({ kind, time: now, ticket })
}
