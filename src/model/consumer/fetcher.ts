/**
 * Fetching and handing out records.
 *
 * Behaviour: one fetch per broker at a time, for the partitions that are fetching, not paused and
 * have nothing buffered. Records wait in buffers, in the order in which fetches were answered, and
 * are taken out in that order, but returned in another (`hash-order.ts`); the position moves when
 * poll takes them out (A.2.1), also over control records, aborted data (read_committed) and gaps
 * (A.2.4). A buffer that does not start at the position is stale and dropped (A.2.3), and so is one
 * whose partition is neither fetching nor paused (it awaits a reset or a validation, or is about to
 * be revoked). Out of range is a reset by policy, or OffsetOutOfRangeException with `none`.
 * Left out: fetch sessions, sizes in bytes, preferred replicas.
 * Source: reference A.2, A.9; `FetchCollector`, `AbstractFetch`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { ConsumerRecord } from '../instance/ops.ts'
import { removeAt } from '../lists.ts'
import type { FetchEntry } from '../network/client-requests.ts'
import type { FetchedPartition, PartitionInfo } from '../network/client-responses.ts'
import { send } from '../network/network.ts'
import { type FetchedRecord, headersOf } from '../network/records.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { World } from '../world.ts'
import {
  type AssignedPartition,
  type ConsumerState,
  type FetchBuffer,
  type FetchInFlight,
  findAssigned,
} from './consumer-state.ts'
import { findInfo, requestMetadata } from './coordinator.ts'
import { inHashOrder } from './hash-order.ts'

/** Sends a fetch to every broker that leads a partition worth fetching and has none under way. */
export function sendFetches(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (consumer.metadataVersion < 0) {
    if (consumer.partitions.length > 0) requestMetadata(world, instance)
    return
  }
  for (let broker = 0; broker < world.cluster.brokers; broker++) {
    const underWay = fetchFrom(consumer, broker)
    if (underWay !== undefined) {
      if (wantsOther(world, instance, underWay)) underWay.stale = true
      continue
    }
    const partitions = fetchable(world, instance, broker)
    if (partitions === null) continue
    const isolation = world.settings['isolation.level']
    const request = { api: 'Fetch', isolation, partitions } as const
    const ticket = send(world, instance, broker, request, 'broker')
    consumer.fetches.push({ ticket, broker, entries: partitions, stale: false })
  }
}

function fetchFrom(consumer: ConsumerState, broker: number): FetchInFlight | undefined {
  for (let i = 0; i < consumer.fetches.length; i++) {
    if (consumer.fetches[i]?.broker === broker) return consumer.fetches[i]
  }
  return undefined
}

/** Whether the client would ask the broker for something now that the fetch does not ask for. */
function wantsOther(world: World, instance: Instance, { broker, entries }: FetchInFlight): boolean {
  const { partitions } = instance.consumer
  let other = false
  for (let i = 0; i < partitions.length; i++) {
    const assigned = partitions[i] as AssignedPartition
    if (fetchableFrom(world, instance, assigned, broker) === undefined) continue
    const asked = findInfo(entries, assigned.topic, assigned.partition)
    if (asked?.offset !== assigned.position) other = true
  }
  return other
}

function fetchable(world: World, instance: Instance, broker: number): FetchEntry[] | null {
  const { partitions } = instance.consumer
  let entries: FetchEntry[] | null = null
  for (let i = 0; i < partitions.length; i++) {
    const assigned = partitions[i] as AssignedPartition
    const info = fetchableFrom(world, instance, assigned, broker)
    if (info === undefined) continue
    const { topic, partition, position } = assigned
    const entry = { topic, partition, offset: position, currentLeaderEpoch: info.leaderEpoch }
    if (entries === null) entries = [entry]
    else entries.push(entry)
  }
  return entries
}

/** What is known of a partition that can be fetched, if this broker leads it. */
function fetchableFrom(
  world: World,
  instance: Instance,
  assigned: AssignedPartition,
  broker: number,
): PartitionInfo | undefined {
  const consumer = instance.consumer
  if (!isFetchable(consumer, assigned)) return undefined
  const info = findInfo(consumer.metadata, assigned.topic, assigned.partition)
  if (info === undefined) requestMetadata(world, instance)
  return info?.leader === broker ? info : undefined
}

function isFetchable(consumer: ConsumerState, assigned: AssignedPartition): boolean {
  if (assigned.status !== 'fetching' || assigned.paused || assigned.pendingRevocation) return false
  if (consumer.buffers.length === 0) return true
  return findInfo(consumer.buffers, assigned.topic, assigned.partition) === undefined
}

/** Takes what a fetch brought into the buffers. */
export function onFetch(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'Fetch'>,
): void {
  const consumer = instance.consumer
  const index = indexOfFetch(consumer, ticket)
  if (index < 0) return
  removeAt(consumer.fetches, index)
  if (response.error !== 'NONE') return requestMetadata(world, instance)
  for (const fetched of response.partitions) {
    const assigned = findAssigned(consumer, fetched.topic, fetched.partition)
    const current = assigned?.status === 'fetching' && assigned.position === fetched.fetchOffset
    if (assigned !== undefined && current) take(world, instance, assigned, fetched)
  }
}

function indexOfFetch({ fetches }: ConsumerState, ticket: number): number {
  for (let i = 0; i < fetches.length; i++) if (fetches[i]?.ticket === ticket) return i
  return -1
}

function take(
  world: World,
  instance: Instance,
  assigned: AssignedPartition,
  fetched: FetchedPartition,
): void {
  const { topic, partition } = assigned
  switch (fetched.error) {
    case 'NONE':
      if (fetched.records.length === 0) return
      instance.consumer.buffers.push({
        topic,
        partition,
        records: fetched.records,
        next: 0,
        expectedPosition: assigned.position,
      })
      return
    case 'OFFSET_OUT_OF_RANGE':
      return outOfRange(world, instance, assigned)
    default:
      return requestMetadata(world, instance)
  }
}

function outOfRange(world: World, instance: Instance, assigned: AssignedPartition): void {
  if (world.settings['auto.offset.reset'] === 'none') {
    const place = `${assigned.topic}-${assigned.partition}`
    instance.consumer.positionFailure = new KafkaException(
      'OffsetOutOfRangeException',
      `Fetch position ${assigned.position} is out of range for partition ${place}`,
    )
    return
  }
  assigned.status = 'await-reset'
  assigned.lookup = -1
}

/** Takes at most `max.poll.records` records out of the buffers; null: there are none. */
export function collectRecords(world: World, instance: Instance): ConsumerRecord[] | null {
  const consumer = instance.consumer
  const most = world.settings['max.poll.records']
  let lists: ConsumerRecord[][] | null = null
  let count = 0
  for (let i = 0; i < consumer.buffers.length; ) {
    const buffer = consumer.buffers[i]
    if (buffer === undefined) break
    const assigned = findAssigned(consumer, buffer.topic, buffer.partition)
    const valid = assigned !== undefined && buffer.expectedPosition === assigned.position
    if (valid && assigned.paused) {
      i++
      continue
    }
    if (valid && isReturnable(assigned)) {
      const taken = drain(world, instance, assigned, buffer, most - count)
      count += taken.length
      if (taken.length > 0) lists = lists === null ? [taken] : [...lists, taken]
      if (buffer.next < buffer.records.length) break
    }
    removeAt(consumer.buffers, i)
  }
  return lists === null ? null : inHashOrder(lists)
}

function isReturnable(assigned: AssignedPartition): boolean {
  return assigned.status === 'fetching' && !assigned.paused && !assigned.pendingRevocation
}

/** Takes at most so many records out of a buffer, and everything hidden before the next one. */
function drain(
  world: World,
  instance: Instance,
  assigned: AssignedPartition,
  buffer: FetchBuffer,
  most: number,
): ConsumerRecord[] {
  const { topic, partition } = assigned
  const skipAborted = world.settings['isolation.level'] === 'read_committed'
  const { records, next } = buffer
  let visible = 0
  while (buffer.next < records.length) {
    const record = records[buffer.next]
    if (record === undefined) break
    const hidden = isHidden(record, skipAborted)
    if (!hidden && visible >= most) break
    buffer.next++
    assigned.position = record.offset + 1
    assigned.positionEpoch = record.leaderEpoch
    if (!hidden) visible++
  }
  buffer.expectedPosition = assigned.position
  if (visible === 0) return []
  const passed = records.slice(next, buffer.next)
  const shown =
    visible === passed.length ? passed : passed.filter((record) => !isHidden(record, skipAborted))
  const offsets = shown.map(offsetOf)
  const { generation } = instance.consumer
  const time = world.now
  world.emit({ kind: 'polled', time, member: instance.name, generation, topic, partition, offsets })
  return shown.map(({ offset, key, leaderEpoch, payload }) => {
    const record = { topic, partition, offset, key, leaderEpoch }
    if (payload === null || payload.headers.length === 0) return record
    return { ...record, headers: headersOf(payload) }
  })
}

/** Control records and aborted data (`read_committed`) take offsets and are not handed out. */
function isHidden({ type }: FetchedRecord, skipAborted: boolean): boolean {
  return type === 'control' || (type === 'aborted' && skipAborted)
}

function offsetOf({ offset }: FetchedRecord): number {
  return offset
}
