/** How a meter counts: each of these does nothing where there is no meter. */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import { findGroup, type Group, type GroupStatus } from '../group/group.ts'
import type { Message } from '../network/message.ts'
import type { Api, Request, Response } from '../network/requests.ts'
import { groupId } from '../scenario.ts'
import type { World } from '../world.ts'
import { gone, type Meter, underWay } from './meter.ts'
import { answerableCodes, apis, groupStatuses } from './points.ts'

const codes = answerableCodes.length
const statuses = groupStatuses.length

/** A request reaches its broker. */
export function countArrival(ports: Ports, cluster: Cluster, request: Request): void {
  const { meter } = ports
  if (meter === null) return
  switch (request.api) {
    case 'JoinGroup':
    case 'SyncGroup':
    case 'Heartbeat':
    case 'LeaveGroup':
    case 'OffsetCommit':
    case 'OffsetFetch':
    case 'TxnOffsetCommit': {
      const status = findGroup(cluster.groups, request.groupId)?.status ?? 'Dead'
      const at = apiIndex(request.api) * statuses + statusIndex(status)
      meter.arrivals[at] = (meter.arrivals[at] as number) + 1
      return
    }
    default:
  }
}

/** A request of that API is answered, whether or not anybody takes the answer. */
export function countAnswer(ports: Ports, api: Api, response: Response): void {
  const { meter } = ports
  if (meter === null) return
  const row = apiIndex(api) * codes
  if (response.error !== 'NONE') return add(meter, row, response.error)
  switch (response.api) {
    case 'Fetch':
    case 'Produce':
      return countEach(meter, row, response.partitions)
    case 'CreateTopics':
    case 'CreatePartitions':
    case 'DeleteTopics':
      return countEach(meter, row, response.topics)
    default:
      add(meter, row, 'NONE')
  }
}

/** Each thing that was asked for has an error of its own; without any the answer has none. */
function countEach(
  meter: Meter,
  row: number,
  parts: readonly { readonly error: KafkaErrorCode }[],
): void {
  if (parts.length === 0) add(meter, row, 'NONE')
  for (let i = 0; i < parts.length; i++) add(meter, row, parts[i]?.error ?? 'NONE')
}

function add({ answers }: Meter, row: number, code: KafkaErrorCode): void {
  const at = code === 'NONE' ? row : row + (codeNumbers[code] ?? 0)
  answers[at] = (answers[at] as number) + 1
}

/** Comparing a few known names is faster than looking one up, and the usual ones come first. */
function apiIndex(api: Api): number {
  switch (api) {
    case 'Fetch':
      return fetchIndex
    case 'Heartbeat':
      return heartbeatIndex
    case 'OffsetCommit':
      return commitIndex
    default:
      return apiNumbers[api] ?? 0
  }
}

const numbered = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name, number) => [name, number]))

const codeNumbers = numbered(answerableCodes)
const apiNumbers = numbered(apis)
const fetchIndex = apis.indexOf('Fetch')
const heartbeatIndex = apis.indexOf('Heartbeat')
const commitIndex = apis.indexOf('OffsetCommit')
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

/** A fault is about to strike. */
export function countStrike({ ports, cluster, instances, messages }: World): void {
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
  meter.strikes.push({ status, underWay: bits })
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
