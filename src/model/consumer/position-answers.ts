/**
 * Answers that decide positions: OffsetFetch, ListOffsets, OffsetsForLeaderEpoch.
 *
 * Behaviour: a committed offset with a leader epoch is validated before anything is fetched from
 * it. An answer counts only for the partition that still waits for it (a seek or a new assignment
 * makes it stale). UNSTABLE_OFFSET_COMMIT and loading are asked again after a back-off; a wrong
 * leader makes the client ask for metadata.
 * Left out: partial errors inside one answer.
 * Source: reference A.9, A.12, A.13 (requireStable); `OffsetFetchResponseHandler`,
 * `OffsetFetcherUtils`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { World } from '../world.ts'
import type { AssignedPartition } from './consumer-state.ts'
import { backOff, findInfo, forgetCoordinator, requestMetadata } from './coordinator.ts'
import { setPosition } from './positions.ts'

/** Takes committed offsets for the partitions that wait for this answer. */
export function onOffsetFetch(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'OffsetFetch'>,
): void {
  const consumer = instance.consumer
  if (ticket === consumer.fetchCommittedTicket) consumer.fetchCommittedTicket = -1
  if (response.error !== 'NONE') return retryFetchCommitted(world, instance, response.error)
  for (const assigned of consumer.partitions) {
    if (assigned.lookup !== ticket || assigned.status !== 'initializing') continue
    assigned.lookup = -1
    const committed = findInfo(response.offsets, assigned.topic, assigned.partition)
    if (committed === undefined) assigned.status = 'await-reset'
    else {
      const { offset, leaderEpoch } = committed
      setPosition(world, instance, assigned, offset, leaderEpoch, 'committed')
      if (leaderEpoch >= 0) assigned.status = 'await-validation'
    }
  }
}

function retryFetchCommitted(
  world: World,
  instance: Instance,
  error: ResponseOf<'OffsetFetch'>['error'],
): void {
  for (const assigned of instance.consumer.partitions) {
    if (assigned.status === 'initializing') assigned.lookup = -1
  }
  if (error === 'NOT_COORDINATOR' || error === 'DISCONNECTED') forgetCoordinator(instance)
  backOff(world, instance)
}

/** Takes the place in the log that a reset asked for; a time may have none. */
export function onListOffsets(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'ListOffsets'>,
  at: 'earliest' | 'latest' | 'by_duration',
): void {
  const assigned = waiting(instance, ticket, 'await-reset')
  if (assigned === undefined) return
  assigned.lookup = -1
  // It asks about one partition.
  const found = response.partitions[0]
  if (found === undefined || found.error !== 'NONE') {
    assigned.resetDue = -1
    return wrongLeader(world, instance)
  }
  if (found.offset < 0) return
  setPosition(world, instance, assigned, found.offset, -1, at)
}

/** Takes the end of the epoch that the position belongs to. */
export function onOffsetsForLeaderEpoch(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'OffsetsForLeaderEpoch'>,
): void {
  const assigned = waiting(instance, ticket, 'await-validation')
  if (assigned === undefined) return
  assigned.lookup = -1
  if (response.error !== 'NONE') return wrongLeader(world, instance)
  const diverged = response.endOffset < 0 || response.endOffset < assigned.position
  if (!diverged) {
    assigned.status = 'fetching'
    return
  }
  if (world.settings['auto.offset.reset'] === 'none') {
    const place = `${assigned.topic}-${assigned.partition}`
    const text = `Detected log truncation for partition ${place}`
    instance.consumer.positionFailure = new KafkaException('LogTruncationException', text)
    return
  }
  if (response.endOffset < 0) assigned.status = 'await-reset'
  else {
    const { endOffset, leaderEpoch } = response
    setPosition(world, instance, assigned, endOffset, leaderEpoch, 'truncation')
  }
}

function waiting(
  instance: Instance,
  ticket: number,
  status: AssignedPartition['status'],
): AssignedPartition | undefined {
  const assigned = instance.consumer.partitions.find((candidate) => candidate.lookup === ticket)
  return assigned?.status === status ? assigned : undefined
}

function wrongLeader(world: World, instance: Instance): void {
  requestMetadata(world, instance)
  backOff(world, instance)
}
