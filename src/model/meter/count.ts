/** How a meter counts: each of these does nothing where there is no meter. */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import { findGroup, type Group, type GroupStatus } from '../group/group.ts'
import type { Message } from '../network/message.ts'
import type { Request, RequestOf, Response } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { groupId } from '../scenario.ts'
import type { World } from '../world.ts'
import { gone, type Meter, underWay } from './meter.ts'
import { answerableCodes, groupStatuses } from './points.ts'

const codes = answerableCodes.length
const statuses = groupStatuses.length

/** A request reaches its broker. */
export function countArrival(ports: Ports, cluster: Cluster, rule: Rule, request: Request): void {
  const { meter } = ports
  if (meter === null || rule.count !== 'arrivals') return
  const { groupId: id } = request as RequestOf<'Heartbeat'>
  const status = findGroup(cluster.groups, id)?.status ?? 'Dead'
  const at = rule.key * statuses + statusIndex(status)
  meter.arrivals[at] = (meter.arrivals[at] as number) + 1
}

/** A request of that rule is answered, whether or not anybody takes the answer. */
export function countAnswer(ports: Ports, rule: Rule, response: Response): void {
  const { meter } = ports
  const { count, key } = rule
  if (meter === null) return
  meter.apis[key] = rule.api
  if (response.error !== 'NONE') add(meter, key, response.error)
  else if (typeof count === 'function') countEach(meter, key, count(response))
  else if (count !== 'errors') add(meter, key, 'NONE')
}

/** Each thing that was asked for has an error of its own; without any the answer has none. */
function countEach(
  meter: Meter,
  key: number,
  parts: readonly { readonly error: KafkaErrorCode }[],
): void {
  if (parts.length === 0) add(meter, key, 'NONE')
  for (let i = 0; i < parts.length; i++) add(meter, key, parts[i]?.error ?? 'NONE')
}

function add({ answers }: Meter, key: number, code: KafkaErrorCode): void {
  const at = key * codes + (code === 'NONE' ? 0 : codeNumbers[code])
  answers[at] = (answers[at] as number) + 1
}

const codeNumbers = Object.fromEntries(
  answerableCodes.map((code, number) => [code, number]),
) as Readonly<Record<KafkaErrorCode, number>>
const stableIndex = groupStatuses.indexOf('Stable')

function statusIndex(status: GroupStatus): number {
  return status === 'Stable' ? stableIndex : groupStatuses.indexOf(status)
}

/** A group moves on; the one way in which its coordinator does that. */
export function enterStatus(ports: Ports, group: Group, status: GroupStatus): void {
  const { meter } = ports
  if (meter !== null) {
    const at = statusIndex(group.status) * statuses + statusIndex(status)
    meter.transitions[at] = (meter.transitions[at] as number) + 1
  }
  group.status = status
}

/** A fault is about to be injected. */
export function countFired({ ports, cluster, instances, messages }: World): void {
  const { meter } = ports
  if (meter === null) return
  const bits: number[] = []
  for (let i = 0; i < instances.length; i++) {
    const status = instances[i]?.status
    bits.push(status === 'live' ? 0 : status === 'frozen' ? underWay.frozen : gone)
  }
  for (let i = 0; i < messages.length; i++) {
    const { instance, api, status } = messages[i] as Message
    const known = bits[instance] ?? gone
    if (known !== gone) bits[instance] = known | bitOf(api, status)
  }
  const status = findGroup(cluster.groups, groupId)?.status ?? 'Dead'
  meter.fired.push({ status, underWay: bits })
}

function bitOf(api: Request['api'], status: 'sent' | 'held' | 'answered'): number {
  switch (api) {
    case 'JoinGroup':
      return underWay.joining
    case 'SyncGroup':
      return underWay.syncing
    case 'OffsetCommit':
    case 'TxnOffsetCommit':
      if (status === 'sent') return underWay.commitSent
      return status === 'held' ? underWay.commitTaken : underWay.commitAnswered
    default:
      return 0
  }
}
