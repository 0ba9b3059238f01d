/** The fingerprint of an instance. What is left out, and why: docs/decisions/0015. */
import type { ConsumerState } from '../../../model/consumer/consumer-state.ts'
import type { Instance, Pending } from '../../../model/instance/instance.ts'
import type { ProducerState } from '../../../model/producer/producer-state.ts'
import { type Hash, hashNumber, hashText } from '../../../properties/state/hash.ts'
import { ageOf, commitName, ticketName } from './canonical-names.ts'
import { hashClosure, hashData, hashFixed } from './hash-data.ts'
import { owesProgress } from './owes-progress.ts'
import type { ReplayedProgram } from './replayed-program.ts'
import type { Parts } from './scratch-world.ts'

/** More polls in vain than these never matter (`model/run/quiescent.ts`). */
const idlePollsMax = 8

/** Hashes an instance; of one that has ended nothing but that it has can matter. */
export function hashInstance(hash: Hash, parts: Parts, instance: Instance): void {
  hashText(hash, instance.status)
  hashNumber(hash, instance.slot)
  if (instance.status !== 'live' && instance.status !== 'frozen') return
  hashNumber(hash, instance.stopping ? 1 : 0)
  hashTasks(hash, parts, instance)
  hashConsumer(hash, parts, instance.consumer)
  hashProducer(hash, parts, instance.producer)
}

/** The operations themselves follow from the programs' inputs. */
function hashTasks(hash: Hash, parts: Parts, { tasks }: Instance): void {
  hashNumber(hash, tasks.length)
  const first = tasks[0]?.program as unknown as ReplayedProgram | undefined
  if (first === undefined) return
  hashNumber(hash, first.cursor.node.hash.high)
  hashNumber(hash, first.cursor.node.hash.low)
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if (task === undefined) continue
    hashNumber(hash, (task.closing ? 1 : 0) + (task.blocked ? 2 : 0) + task.fault * 4)
    hashNumber(hash, task.suspended.length)
    for (let p = 0; p < task.suspended.length; p++) {
      hashPending(hash, parts, task.suspended[p] as Pending)
    }
    if (task.pending === null) hashNumber(hash, -1)
    else hashPending(hash, parts, task.pending)
  }
}

function hashPending(hash: Hash, parts: Parts, pending: Pending): void {
  hashText(hash, pending.kind)
  hashNumber(hash, pending.phase)
  hashNumber(hash, ticketName(parts.messages, pending.scratch))
  if (pending.callbackError !== null) hashData(hash, pending.callbackError)
  if (pending.firstError !== null) hashData(hash, pending.firstError)
  hashText(hash, pending.answer ?? '')
  hashFixed(hash, pending.offsets)
  hashNumber(hash, commitName(parts, pending.commit))
}

function hashConsumer(hash: Hash, parts: Parts, consumer: ConsumerState): void {
  hashText(hash, consumer.mode)
  hashFixed(hash, consumer.topics)
  hashClosure(hash, consumer.listener)
  hashFixed(hash, consumer.metadata)
  hashNumber(hash, parts.cluster.metadataVersion - consumer.metadataVersion)
  hashNumber(hash, consumer.coordinator)
  hashText(hash, consumer.memberId)
  hashNumber(hash, ageOf(parts, consumer.generation))
  hashText(hash, consumer.toldMemberId)
  hashNumber(hash, ageOf(parts, consumer.toldGeneration))
  hashNumber(hash, consumer.assignedPartitionCount)
  hashFixed(hash, consumer.groupTopics)
  hashText(hash, consumer.membership)
  hashNumber(hash, consumer.prepare * 4 + consumer.complete)
  hashFixed(hash, consumer.newAssignment)
  hashLastAssignment(hash, parts, consumer)
  hashNumber(hash, flagsOf(consumer))
  hashNumber(hash, consumer.sleptMs)
  hashNumber(hash, idlePollsOf(parts, consumer))
  hashTickets(hash, parts, consumer)
  hashPositions(hash, parts, consumer)
  hashCommits(hash, parts, consumer)
  hashData(hash, consumer.failure)
  hashData(hash, consumer.positionFailure)
}

/** Polls in vain before the last progress are forgotten by the next one, and count nowhere. */
function idlePollsOf(parts: Parts, { idlePolls, idleSince }: ConsumerState): number {
  if (idleSince !== parts.progress || owesProgress(parts)) return 0
  return Math.min(idlePolls, idlePollsMax)
}

function flagsOf(consumer: ConsumerState): number {
  return (
    (consumer.closed ? 1 : 0) +
    (consumer.isLeader ? 2 : 0) +
    (consumer.rejoinNeeded ? 4 : 0) +
    (consumer.orphaned ? 8 : 0) +
    (consumer.generationLost ? 16 : 0) +
    (consumer.autoCommitElapsed ? 32 : 0) +
    (consumer.wakeup ? 64 : 0) +
    (consumer.backingOff ? 128 : 0) +
    (consumer.closing ? 256 : 0) +
    (consumer.sessionLapsed ? 512 : 0) +
    (consumer.pollerGone ? 1024 : 0)
  )
}

function hashTickets(hash: Hash, { messages }: Parts, consumer: ConsumerState): void {
  hashNumber(hash, ticketName(messages, consumer.metadataTicket))
  hashNumber(hash, ticketName(messages, consumer.findTicket))
  hashNumber(hash, ticketName(messages, consumer.joinTicket))
  hashNumber(hash, ticketName(messages, consumer.heartbeatTicket))
  hashNumber(hash, ticketName(messages, consumer.leaveTicket))
  hashNumber(hash, ticketName(messages, consumer.fetchCommittedTicket))
}

function hashPositions(hash: Hash, { messages }: Parts, consumer: ConsumerState): void {
  hashNumber(hash, consumer.partitions.length)
  for (const assigned of consumer.partitions) {
    const { paused, pendingRevocation } = assigned
    hashText(hash, assigned.topic)
    hashNumber(hash, assigned.partition)
    hashText(hash, assigned.status)
    hashNumber(hash, assigned.position)
    hashNumber(hash, assigned.positionEpoch)
    hashText(hash, assigned.resetTo ?? '')
    hashNumber(hash, (paused ? 1 : 0) + (pendingRevocation ? 2 : 0))
    hashNumber(hash, ticketName(messages, assigned.lookup))
  }
  for (const buffer of consumer.buffers) {
    hashNumber(hash, buffer.partition)
    hashText(hash, buffer.topic)
    hashNumber(hash, buffer.next)
    hashNumber(hash, buffer.expectedPosition)
    hashFixed(hash, buffer.records)
  }
  hashNumber(hash, consumer.fetches.length)
  for (const fetch of consumer.fetches) {
    hashNumber(hash, ticketName(messages, fetch.ticket))
    hashNumber(hash, fetch.broker * 2 + (fetch.stale ? 1 : 0))
    hashFixed(hash, fetch.entries)
  }
}

function hashCommits(hash: Hash, parts: Parts, consumer: ConsumerState): void {
  hashNumber(hash, consumer.asyncCommits.length)
  for (const commit of consumer.asyncCommits) {
    hashNumber(hash, commitName(parts, commit.commit))
    hashNumber(hash, ticketName(parts.messages, commit.ticket))
    hashText(hash, commit.kind)
    hashFixed(hash, commit.offsets)
    hashClosure(hash, commit.callback)
  }
  hashNumber(hash, consumer.dueCallbacks.length)
  for (const due of consumer.dueCallbacks) {
    hashClosure(hash, due.callback)
    hashFixed(hash, due.offsets)
    hashData(hash, due.error)
  }
}

function hashProducer(hash: Hash, { messages }: Parts, producer: ProducerState): void {
  hashNumber(hash, producer.producerId)
  hashNumber(hash, producer.producerEpoch)
  hashNumber(hash, producer.transaction)
  hashNumber(hash, producer.ownId)
  const { added, failed, fenced } = producer
  hashNumber(hash, (added ? 1 : 0) + (failed ? 2 : 0) + (fenced ? 4 : 0))
  hashNumber(hash, producer.sends.length)
  for (const one of producer.sends) {
    hashText(hash, one.topic)
    hashFixed(hash, one.record)
    hashNumber(hash, one.record.toPartition ?? 0)
    // A header may have a name that says nothing elsewhere.
    for (const header of Object.entries(one.record.headers ?? {})) hashData(hash, header)
    hashText(hash, one.status)
    hashNumber(hash, ticketName(messages, one.ticket))
    hashNumber(hash, one.producerId)
    hashNumber(hash, one.sequence)
    hashNumber(hash, one.offset)
    hashText(hash, one.error ?? '')
  }
}

function hashLastAssignment(hash: Hash, parts: Parts, { lastAssignment }: ConsumerState): void {
  if (lastAssignment === null) return hashNumber(hash, -1)
  hashFixed(hash, lastAssignment.partitions)
  hashNumber(hash, ageOf(parts, lastAssignment.generation))
}
