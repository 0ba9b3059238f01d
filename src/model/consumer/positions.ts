/**
 * Where each assigned partition is read from.
 *
 * Behaviour: a partition without position takes the committed offset; without one, what
 * `auto.offset.reset` says (`none`: NoOffsetForPartitionException). A reset asks the leader for an
 * end of the log. After a leader change the position is validated against the epoch's end; where
 * the log was cut back, the position moves back to the end of the common epoch, or with `none`
 * LogTruncationException is thrown.
 * A reset by duration (KIP-1106) asks for the first record that is not older. As long as there is
 * none the partition has no position, and is asked for again, for a later time, when
 * `request.timeout.ms` have passed since it was asked for last: it does not go to the log's end.
 * Left out: that it is asked for again while nobody calls poll; times of before 1970.
 * Source: reference A.9, A.12; `ConsumerCoordinator.refreshCommittedOffsetsIfNeeded`,
 * `OffsetFetcher.resetPositionsAsync`, `OffsetFetcherUtils.handleListOffsetResponse` (which leaves
 * out an answer without an offset), `AutoOffsetResetStrategy.timestamp`,
 * `SubscriptionState.maybeCompleteValidation`.
 */
import { KafkaException } from '../errors.ts'
import type { PositionReason } from '../history.ts'
import type { Instance, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import { send } from '../network/network.ts'
import { epochMs } from '../network/records.ts'
import { durationOf } from '../reset-policy.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { type AssignedPartition, findAssigned } from './consumer-state.ts'
import { ensureCoordinator, ensureMetadata, findInfo, requestMetadata } from './coordinator.ts'
import { illegalIfClosed } from './guards.ts'
import { notAssigned } from './pausing.ts'

/**
 * Sends what is needed to give every assigned partition a position. Returns what the call must
 * throw, if anything.
 */
export function updatePositions(world: World, instance: Instance): KafkaException | null {
  const consumer = instance.consumer
  let initializing = false
  for (let i = 0; i < consumer.partitions.length; i++) {
    const assigned = consumer.partitions[i]
    if (assigned === undefined || assigned.status === 'fetching') continue
    if (assigned.status === 'initializing') initializing = true
    else if (assigned.lookup < 0) {
      const error = lookUp(world, instance, assigned)
      if (error !== null) return error
    }
  }
  if (initializing) fetchCommitted(world, instance)
  return null
}

function fetchCommitted(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (consumer.fetchCommittedTicket >= 0 || consumer.backingOff) return
  if (!ensureCoordinator(world, instance)) return
  const partitions = consumer.partitions
    .filter((assigned) => assigned.status === 'initializing')
    .map(({ topic, partition }) => ({ topic, partition }))
  const { groupId } = consumer
  const request = { api: 'OffsetFetch', groupId, partitions, requireStable: true } as const
  const ticket = send(world, instance, consumer.coordinator, request, 'coordinator')
  consumer.fetchCommittedTicket = ticket
  for (const assigned of consumer.partitions) {
    if (assigned.status === 'initializing') assigned.lookup = ticket
  }
}

function lookUp(
  world: World,
  instance: Instance,
  assigned: AssignedPartition,
): KafkaException | null {
  const policy = assigned.resetTo ?? world.settings['auto.offset.reset']
  if (assigned.status === 'await-reset' && policy === 'none') {
    const place = `${assigned.topic}-${assigned.partition}`
    return new KafkaException(
      'NoOffsetForPartitionException',
      `Undefined offset with no reset policy for partitions: [${place}]`,
    )
  }
  if (!ensureMetadata(world, instance) || instance.consumer.metadataTicket >= 0) return null
  const info = findInfo(instance.consumer.metadata, assigned.topic, assigned.partition)
  if (info === undefined) {
    requestMetadata(world, instance)
    return null
  }
  const partition = { topic: assigned.topic, partition: assigned.partition }
  if (assigned.status === 'await-validation') {
    assigned.lookup = send(
      world,
      instance,
      info.leader,
      {
        api: 'OffsetsForLeaderEpoch',
        partition,
        leaderEpoch: assigned.positionEpoch,
        currentLeaderEpoch: info.leaderEpoch,
      },
      'broker',
    )
  } else if (policy !== 'none' && assigned.resetDue <= world.now) {
    const { leaderEpoch } = info
    const duration = durationOf(policy)
    const at = duration === null ? end(policy) : Math.max(0, timeBefore(world.now, duration))
    if (duration !== null) assigned.resetDue = world.now + world.settings['request.timeout.ms']
    const isolation = world.settings['isolation.level']
    const partitions = [{ ...partition, at, leaderEpoch }]
    assigned.lookup = send(
      world,
      instance,
      info.leader,
      { api: 'ListOffsets', isolation, partitions },
      'broker',
    )
  }
  return null
}

function end(policy: string): 'earliest' | 'latest' {
  return policy === 'earliest' ? 'earliest' : 'latest'
}

/** As an Instant says it in milliseconds since 1970: rounded down. */
function timeBefore(now: number, durationMs: number): number {
  return Math.floor(epochMs + now - durationMs)
}

/** Gives a partition its position and tells the history why. */
export function setPosition(
  world: World,
  instance: Instance,
  assigned: AssignedPartition,
  offset: number,
  epoch: number,
  reason: PositionReason,
): void {
  assigned.status = 'fetching'
  assigned.position = offset
  assigned.positionEpoch = epoch
  assigned.resetTo = null
  assigned.lookup = -1
  assigned.resetDue = -1
  const { topic, partition } = assigned
  const time = world.now
  world.emit({ kind: 'position', time, member: instance.name, topic, partition, offset, reason })
}

/** One step of position(): waits until the partition has one. */
export function positionStep(
  world: World,
  instance: Instance,
  task: Task,
  place: TopicPartition,
): void {
  if (illegalIfClosed(world, instance, task)) return
  const assigned = findAssigned(instance.consumer, place.topic, place.partition)
  if (assigned === undefined) {
    fail(world, instance, task, notAssigned(place.topic, place.partition))
    return
  }
  if (assigned.status === 'fetching' || assigned.status === 'await-validation') {
    resume(world, instance, task, assigned.position)
    return
  }
  const error = updatePositions(world, instance)
  if (error !== null) fail(world, instance, task, error)
  else task.blocked = true
}
