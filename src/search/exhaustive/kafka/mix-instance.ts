/** The fingerprint of an instance. What is left out, and why: docs/decisions/0015. */
import type { ConsumerState } from '../../../model/consumer/consumer-state.ts'
import type { Instance, Pending } from '../../../model/instance/instance.ts'
import type { ProducerState } from '../../../model/producer/producer-state.ts'
import { type Hash, mix, mixText } from '../../../properties/state/hash.ts'
import { mixClosure, mixData, mixFixed } from './mix-data.ts'
import { ageOf, commitName, ticketName } from './names.ts'
import type { Parts } from './stage.ts'
import type { TracedProgram } from './traced-program.ts'

/** So many polls in vain are as many as ever matter (`model/run/quiescent.ts`). */
const idlePollsMax = 8

/** Mixes in an instance; of one that has ended nothing but that it has can matter. */
export function mixInstance(hash: Hash, parts: Parts, instance: Instance): void {
  mixText(hash, instance.status)
  mix(hash, instance.slot)
  if (instance.status !== 'live' && instance.status !== 'frozen') return
  mix(hash, instance.stopping ? 1 : 0)
  mixTasks(hash, parts, instance)
  mixConsumer(hash, parts, instance.consumer)
  mixProducer(hash, parts, instance.producer)
}

/** The operations themselves follow from what the programs were told. */
function mixTasks(hash: Hash, parts: Parts, { tasks }: Instance): void {
  mix(hash, tasks.length)
  const first = tasks[0]?.program as unknown as TracedProgram | undefined
  if (first === undefined) return
  mix(hash, first.script.node.hash.high)
  mix(hash, first.script.node.hash.low)
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if (task === undefined) continue
    mix(hash, (task.closing ? 1 : 0) + (task.blocked ? 2 : 0) + task.fault * 4)
    mix(hash, task.suspended.length)
    for (let p = 0; p < task.suspended.length; p++) {
      mixPending(hash, parts, task.suspended[p] as Pending)
    }
    if (task.pending === null) mix(hash, -1)
    else mixPending(hash, parts, task.pending)
  }
}

function mixPending(hash: Hash, parts: Parts, pending: Pending): void {
  mixText(hash, pending.kind)
  mix(hash, pending.phase)
  mix(hash, ticketName(parts.messages, pending.scratch))
  if (pending.callbackError !== null) mixData(hash, pending.callbackError)
  if (pending.firstError !== null) mixData(hash, pending.firstError)
  mixText(hash, pending.answer ?? '')
  mixFixed(hash, pending.offsets)
  mix(hash, commitName(parts, pending.commit))
}

function mixConsumer(hash: Hash, parts: Parts, consumer: ConsumerState): void {
  mixText(hash, consumer.mode)
  mixFixed(hash, consumer.topics)
  mixClosure(hash, consumer.listener)
  mixFixed(hash, consumer.metadata)
  mix(hash, parts.cluster.metadataVersion - consumer.metadataVersion)
  mix(hash, consumer.coordinator)
  mixText(hash, consumer.memberId)
  mix(hash, ageOf(parts, consumer.generation))
  mixText(hash, consumer.toldMemberId)
  mix(hash, ageOf(parts, consumer.toldGeneration))
  mix(hash, consumer.assignedPartitionCount)
  mixText(hash, consumer.membership)
  mix(hash, consumer.prepare * 4 + consumer.complete)
  mixFixed(hash, consumer.newAssignment)
  mix(hash, flagsOf(consumer))
  mix(hash, Math.min(consumer.idlePolls, idlePollsMax))
  mix(hash, consumer.idleSince === parts.progress ? 1 : 0)
  mixTickets(hash, parts, consumer)
  mixPositions(hash, parts, consumer)
  mixCommits(hash, parts, consumer)
  mixData(hash, consumer.failure)
  mixData(hash, consumer.positionFailure)
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

function mixTickets(hash: Hash, { messages }: Parts, consumer: ConsumerState): void {
  mix(hash, ticketName(messages, consumer.metadataTicket))
  mix(hash, ticketName(messages, consumer.findTicket))
  mix(hash, ticketName(messages, consumer.joinTicket))
  mix(hash, ticketName(messages, consumer.heartbeatTicket))
  mix(hash, ticketName(messages, consumer.leaveTicket))
  mix(hash, ticketName(messages, consumer.fetchCommittedTicket))
}

function mixPositions(hash: Hash, { messages }: Parts, consumer: ConsumerState): void {
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
    mixFixed(hash, buffer.records)
  }
  mix(hash, consumer.fetches.length)
  for (const fetch of consumer.fetches) {
    mix(hash, ticketName(messages, fetch.ticket))
    mix(hash, fetch.broker * 2 + (fetch.stale ? 1 : 0))
    mixFixed(hash, fetch.entries)
  }
}

function mixCommits(hash: Hash, parts: Parts, consumer: ConsumerState): void {
  mix(hash, consumer.asyncCommits.length)
  for (const commit of consumer.asyncCommits) {
    mix(hash, commitName(parts, commit.commit))
    mix(hash, ticketName(parts.messages, commit.ticket))
    mixText(hash, commit.kind)
    mixFixed(hash, commit.offsets)
    mixClosure(hash, commit.callback)
  }
  mix(hash, consumer.dueCallbacks.length)
  for (const due of consumer.dueCallbacks) {
    mixClosure(hash, due.callback)
    mixFixed(hash, due.offsets)
    mixData(hash, due.error)
  }
}

function mixProducer(hash: Hash, _parts: Parts, producer: ProducerState): void {
  mix(hash, producer.producerId)
  mix(hash, producer.producerEpoch)
  mix(hash, producer.transaction)
  const { added, failed, fenced } = producer
  mix(hash, (added ? 1 : 0) + (failed ? 2 : 0) + (fenced ? 4 : 0))
}
