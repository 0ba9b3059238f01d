/** The fingerprint of an instance. What is left out, and why: docs/decisions/0015. */
import type { ConsumerState } from '../../../model/consumer/consumer-state.ts'
import type { Instance, Pending } from '../../../model/instance/instance.ts'
import type { ProducerState } from '../../../model/producer/producer-state.ts'
import { type Hash, mix, mixText } from '../../../properties/state/hash.ts'
import { ageOf, commitName, ticketName } from './canonical-names.ts'
import { hashClosure, hashData, hashFixed } from './hash-data.ts'
import type { ReplayedProgram } from './replayed-program.ts'
import type { Parts } from './scratch-world.ts'

/** More polls in vain than these never matter (`model/run/quiescent.ts`). */
const idlePollsMax = 8

/** Hashes an instance; of one that has ended nothing but that it has can matter. */
export function hashInstance(hash: Hash, parts: Parts, instance: Instance): void {
  mixText(hash, instance.status)
  mix(hash, instance.slot)
  if (instance.status !== 'live' && instance.status !== 'frozen') return
  mix(hash, instance.stopping ? 1 : 0)
  hashTasks(hash, parts, instance)
  hashConsumer(hash, parts, instance.consumer)
  hashProducer(hash, parts, instance.producer)
}

/** The operations themselves follow from the programs' inputs. */
function hashTasks(hash: Hash, parts: Parts, { tasks }: Instance): void {
  mix(hash, tasks.length)
  const first = tasks[0]?.program as unknown as ReplayedProgram | undefined
  if (first === undefined) return
  mix(hash, first.cursor.node.hash.high)
  mix(hash, first.cursor.node.hash.low)
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if (task === undefined) continue
    mix(hash, (task.closing ? 1 : 0) + (task.blocked ? 2 : 0) + task.fault * 4)
    mix(hash, task.suspended.length)
    for (let p = 0; p < task.suspended.length; p++) {
      hashPending(hash, parts, task.suspended[p] as Pending)
    }
    if (task.pending === null) mix(hash, -1)
    else hashPending(hash, parts, task.pending)
  }
}

function hashPending(hash: Hash, parts: Parts, pending: Pending): void {
  mixText(hash, pending.kind)
  mix(hash, pending.phase)
  mix(hash, ticketName(parts.messages, pending.scratch))
  if (pending.callbackError !== null) hashData(hash, pending.callbackError)
  if (pending.firstError !== null) hashData(hash, pending.firstError)
  mixText(hash, pending.answer ?? '')
  hashFixed(hash, pending.offsets)
  mix(hash, commitName(parts, pending.commit))
}

function hashConsumer(hash: Hash, parts: Parts, consumer: ConsumerState): void {
  mixText(hash, consumer.mode)
  hashFixed(hash, consumer.topics)
  hashClosure(hash, consumer.listener)
  hashFixed(hash, consumer.metadata)
  mix(hash, parts.cluster.metadataVersion - consumer.metadataVersion)
  mix(hash, consumer.coordinator)
  mixText(hash, consumer.memberId)
  mix(hash, ageOf(parts, consumer.generation))
  mixText(hash, consumer.toldMemberId)
  mix(hash, ageOf(parts, consumer.toldGeneration))
  mix(hash, consumer.assignedPartitionCount)
  mixText(hash, consumer.membership)
  mix(hash, consumer.prepare * 4 + consumer.complete)
  hashFixed(hash, consumer.newAssignment)
  mix(hash, flagsOf(consumer))
  mix(hash, Math.min(consumer.idlePolls, idlePollsMax))
  mix(hash, consumer.idleSince === parts.progress ? 1 : 0)
  hashTickets(hash, parts, consumer)
  hashPositions(hash, parts, consumer)
  hashCommits(hash, parts, consumer)
  hashData(hash, consumer.failure)
  hashData(hash, consumer.positionFailure)
}

function flagsOf(consumer: ConsumerState): number {
  return (
    (consumer.closed ? 1 : 0) +
    (consumer.isLeader ? 2 : 0) +
    (consumer.rejoinNeeded ? 4 : 0) +
    (consumer.strayed ? 8 : 0) +
    (consumer.generationLost ? 16 : 0) +
    (consumer.autoCommitElapsed ? 32 : 0) +
    (consumer.wakeup ? 64 : 0) +
    (consumer.backingOff ? 128 : 0) +
    (consumer.closing ? 256 : 0)
  )
}

function hashTickets(hash: Hash, { messages }: Parts, consumer: ConsumerState): void {
  mix(hash, ticketName(messages, consumer.metadataTicket))
  mix(hash, ticketName(messages, consumer.findTicket))
  mix(hash, ticketName(messages, consumer.joinTicket))
  mix(hash, ticketName(messages, consumer.heartbeatTicket))
  mix(hash, ticketName(messages, consumer.leaveTicket))
  mix(hash, ticketName(messages, consumer.fetchCommittedTicket))
}

function hashPositions(hash: Hash, { messages }: Parts, consumer: ConsumerState): void {
  mix(hash, consumer.partitions.length)
  for (const assigned of consumer.partitions) {
    const { paused, pendingRevocation } = assigned
    mixText(hash, assigned.topic)
    mix(hash, assigned.partition)
    mixText(hash, assigned.status)
    mix(hash, assigned.position)
    mix(hash, assigned.positionEpoch)
    mixText(hash, assigned.resetTo ?? '')
    mix(hash, (paused ? 1 : 0) + (pendingRevocation ? 2 : 0))
    mix(hash, ticketName(messages, assigned.lookup))
  }
  for (const buffer of consumer.buffers) {
    mix(hash, buffer.partition)
    mixText(hash, buffer.topic)
    mix(hash, buffer.next)
    mix(hash, buffer.expectedPosition)
    hashFixed(hash, buffer.records)
  }
  mix(hash, consumer.fetches.length)
  for (const fetch of consumer.fetches) {
    mix(hash, ticketName(messages, fetch.ticket))
    mix(hash, fetch.broker * 2 + (fetch.stale ? 1 : 0))
    hashFixed(hash, fetch.entries)
  }
}

function hashCommits(hash: Hash, parts: Parts, consumer: ConsumerState): void {
  mix(hash, consumer.asyncCommits.length)
  for (const commit of consumer.asyncCommits) {
    mix(hash, commitName(parts, commit.commit))
    mix(hash, ticketName(parts.messages, commit.ticket))
    mixText(hash, commit.kind)
    hashFixed(hash, commit.offsets)
    hashClosure(hash, commit.callback)
  }
  mix(hash, consumer.dueCallbacks.length)
  for (const due of consumer.dueCallbacks) {
    hashClosure(hash, due.callback)
    hashFixed(hash, due.offsets)
    hashData(hash, due.error)
  }
}

function hashProducer(hash: Hash, _parts: Parts, producer: ProducerState): void {
  mix(hash, producer.producerId)
  mix(hash, producer.producerEpoch)
  mix(hash, producer.transaction)
  const { added, failed, fenced } = producer
  mix(hash, (added ? 1 : 0) + (failed ? 2 : 0) + (fenced ? 4 : 0))
}
