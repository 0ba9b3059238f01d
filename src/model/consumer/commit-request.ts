/**
 * What every commit shares: its offsets, its number in the history, the request, the errors.
 *
 * Behaviour: "all consumed" is the position of every assigned partition that is fetching
 * (A.2.5): partitions that wait for a position, a reset or a validation are left out. A member
 * that is not stable does not send: joining is RebalanceInProgressException, no member is
 * CommitFailedException. The generation is stamped when the request is sent, not when the records
 * were fetched (A.7.6). Answers map to exceptions as in the table of A.4.
 * Left out: per-partition errors (no rule here differs between the partitions of a request).
 * Source: reference A.2.5, A.4, A.7.6; `ConsumerCoordinator.sendOffsetCommitRequest`,
 * `OffsetCommitResponseHandler.handle`.
 */
import { type ExceptionName, type KafkaErrorCode, KafkaException } from '../errors.ts'
import type { CommitSource } from '../history.ts'
import type { Instance } from '../instance/instance.ts'
import type { CommitEntry } from '../network/client-requests.ts'
import { send } from '../network/network.ts'
import type { Offsets, TopicPartitionOffset } from '../topic-partition.ts'
import type { World } from '../world.ts'
import type { AssignedPartition } from './consumer-state.ts'
import { forgetCoordinator } from './coordinator.ts'
import { loseGeneration } from './generation.ts'

/** The position of every assigned partition that is fetching. */
export function allConsumed(instance: Instance): Offsets {
  const { partitions } = instance.consumer
  const fetching = partitions.every(isFetching) ? partitions : partitions.filter(isFetching)
  return fetching.map(consumed)
}

function isFetching({ status }: AssignedPartition): boolean {
  return status === 'fetching'
}

function consumed({ topic, partition, position, positionEpoch }: AssignedPartition) {
  return { topic, partition, offset: position, leaderEpoch: positionEpoch }
}

/** Throws IllegalArgumentException for offsets that no client would send. */
export function checkOffsets(offsets: Offsets): void {
  for (const entry of offsets) {
    if (!(entry?.offset >= 0)) {
      throw new KafkaException('IllegalArgumentException', `Invalid offset: ${entry?.offset}`)
    }
  }
}

/** Why the client refuses to send a commit at all; null: it would send. */
export function localRefusal(instance: Instance): KafkaException | null {
  const consumer = instance.consumer
  if (consumer.mode !== 'subscribed' || consumer.membership === 'stable') return null
  if (consumer.membership === 'unjoined' && consumer.prepare !== 3) {
    return new KafkaException(
      'CommitFailedException',
      'the consumer is not part of an active group (poll took too long, or it was fenced)',
    )
  }
  return new KafkaException(
    'RebalanceInProgressException',
    'a rebalance is in progress; call poll() first',
  )
}

/** Gives the commit its number and tells the history that it was asked for. */
export function registerCommit(
  world: World,
  instance: Instance,
  offsets: Offsets,
  source: CommitSource,
): number {
  const commit = world.commits.length
  const member = instance.name
  const generation = instance.consumer.generation
  const sentTo = source === 'transaction' ? { transaction: instance.producer.transaction } : null
  world.commits.push({ member, generation, source })
  for (const { topic, partition, offset } of offsets) {
    world.emit({
      kind: 'commit-requested',
      time: world.now,
      member,
      generation,
      topic,
      partition,
      offset,
      commit,
      source,
      ...sentTo,
    })
  }
  return commit
}

/** Sends the request to the coordinator, which must be known. Returns the ticket. */
export function sendCommit(
  world: World,
  instance: Instance,
  offsets: Offsets,
  commit: number,
): number {
  const consumer = instance.consumer
  const request = {
    api: 'OffsetCommit',
    groupId: consumer.groupId,
    generation: consumer.mode === 'subscribed' ? consumer.generation : -1,
    memberId: consumer.mode === 'subscribed' ? consumer.memberId : '',
    groupInstanceId: consumer.mode === 'subscribed' ? consumer.groupInstanceId : null,
    offsets: commitEntries(offsets),
    commit,
  } as const
  return send(world, instance, consumer.coordinator, request, 'coordinator')
}

/** Offsets as a request carries them. */
export function commitEntries(offsets: Offsets): CommitEntry[] {
  return offsets.map(commitEntry)
}

function commitEntry(of: TopicPartitionOffset): CommitEntry {
  const { topic, partition, offset, leaderEpoch = -1 } = of
  return { topic, partition, offset, leaderEpoch, metadata: '' }
}

/** Whether commitSync sends the same offsets again after this answer (A.4). */
export function isRetriable(error: KafkaErrorCode): boolean {
  switch (error) {
    case 'COORDINATOR_LOAD_IN_PROGRESS':
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'REQUEST_TIMED_OUT':
    case 'DISCONNECTED':
      return true
    default:
      return false
  }
}

/** What an answer does to the client, whoever waits for it. Returns the exception; null: NONE. */
export function onCommitAnswer(
  world: World,
  instance: Instance,
  error: KafkaErrorCode,
  sentGeneration: number,
): KafkaException | null {
  const consumer = instance.consumer
  switch (error) {
    case 'NONE':
      return null
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'REQUEST_TIMED_OUT':
    case 'DISCONNECTED':
      forgetCoordinator(instance)
      break
    case 'REBALANCE_IN_PROGRESS':
      consumer.rejoinNeeded = true
      break
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
      if (consumer.mode !== 'subscribed') break
      if (consumer.generation !== sentGeneration && consumer.membership === 'joining') {
        return exception('RebalanceInProgressException', error)
      }
      loseGeneration(world, instance, error !== 'ILLEGAL_GENERATION')
      break
    case 'FENCED_INSTANCE_ID':
      if (consumer.generation === sentGeneration) break
      if (consumer.membership === 'joining') return exception('RebalanceInProgressException', error)
      return exception('CommitFailedException', error)
    default:
      break
  }
  return exception(exceptionName(error), error)
}

function exceptionName(error: KafkaErrorCode): ExceptionName {
  switch (error) {
    case 'REBALANCE_IN_PROGRESS':
      return 'RebalanceInProgressException'
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
      return 'CommitFailedException'
    case 'FENCED_INSTANCE_ID':
      return 'FencedInstanceIdException'
    case 'OFFSET_METADATA_TOO_LARGE':
      return 'OffsetMetadataTooLarge'
    case 'TOPIC_AUTHORIZATION_FAILED':
      return 'TopicAuthorizationException'
    case 'GROUP_AUTHORIZATION_FAILED':
      return 'GroupAuthorizationException'
    default:
      return isRetriable(error) ? 'RetriableCommitFailedException' : 'KafkaException'
  }
}

function exception(name: ExceptionName, error: KafkaErrorCode): KafkaException {
  return new KafkaException(name, `offset commit failed: ${error}`)
}

/** Tells the history what became of a commit, as far as the client knows. */
export function reportCommit(
  world: World,
  instance: Instance,
  offsets: Offsets,
  commit: number,
  error: string | null,
  unknown: boolean,
): void {
  const time = world.now
  const member = instance.name
  const generation = world.commits[commit]?.generation ?? -1
  for (const { topic, partition, offset } of offsets) {
    if (error === null) {
      const kind = 'commit-acknowledged'
      world.emit({ kind, time, member, generation, topic, partition, offset, commit })
    } else {
      const kind = unknown ? 'commit-unknown' : 'commit-refused'
      world.emit({ kind, time, member, generation, topic, partition, offset, commit, error })
    }
  }
}

/** Whether the outcome of a commit with this answer is unknown to the client (A.4). */
export function outcomeUnknown(error: KafkaErrorCode): boolean {
  switch (error) {
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'REQUEST_TIMED_OUT':
    case 'DISCONNECTED':
      return true
    default:
      return false
  }
}
