/**
 * Losses: follows records that may be lost, so that a witness names the event that made it so.
 *
 * It is nothing but evidence: which records are lost is read off the record state in the end.
 */
import type { EventOf } from '../../model/history.ts'
import type { Handlers } from '../deliveries.ts'
import { sharedState } from '../frame/shared-state.ts'
import { label } from '../state/field.ts'
import { entryOf, touchEntry } from '../state/partition-table.ts'
import { bitsOf } from '../state/record-bits.ts'
import { number } from '../state/values.ts'
import {
  cutEvidence,
  FAILED,
  inReach,
  LET_GO,
  type LossEvidence,
  leftHands,
  ROLLED_BACK,
  SKIPPED,
  touch,
} from './loss-evidence.ts'
import {
  DONE,
  EFFECTIVE,
  isUnfinished,
  POLLED,
  type RecordEntry,
  spokenFor,
} from './partition-records.ts'
import { type RecordState, recordState } from './record-state.ts'

/** Evidence serves both notions: it is gathered until a record is finished in both ways. */
const BOTH_WAYS = DONE | EFFECTIVE

/** When and how records were lost; `end`: the number of the `ended` event, -1 before. */
export const losses = sharedState({
  shares: { records: recordState },
  evidenceOnly: true,
  state: { end: label(number(-1)) },
  on: ({ own, records }) => ({
    ...offsetHandlers(records),
    ...holderHandlers(records),
    ended: (_, index) => {
      own.end = index
    },
  }),
})

/** What an offset passes, or a position jumps over. */
function offsetHandlers({ partitions }: RecordState): Handlers {
  return {
    produced: ({ topic, partition, offset }, index) => {
      const entry = entryOf(partitions, topic, partition)
      // Only after the log was cut back: the entry of the new record was spoken for before.
      if (offset < entry.data.evidence.passed) pass(entry, offset, offset + 1, index)
    },
    'truncated-to': ({ topic, partition, offset }) => {
      cutEvidence(entryOf(partitions, topic, partition).data.evidence, offset)
    },
    'commit-applied': ({ topic, partition }, index) => {
      follow(entryOf(partitions, topic, partition), index)
    },
    'committed-offset-lost': ({ topic, partition }, index) => {
      follow(entryOf(partitions, topic, partition), index)
    },
    'store-saved': ({ topic, partition }, index) => {
      follow(entryOf(partitions, topic, partition), index)
    },
    'transaction-committed': (_, index) => {
      for (const entry of partitions.mentioned) follow(entry, index)
    },
    position: ({ topic, partition, offset, member }, index) => {
      startAt(entryOf(partitions, topic, partition), offset, member, index)
    },
  }
}

/** The offset that decides may have moved. */
function follow(entry: RecordEntry, index: number): void {
  touchEntry(entry)
  const { evidence } = entry.data
  const now = spokenFor(entry.data)
  const byStore = entry.data.stored >= 0
  if (byStore !== evidence.byStore) {
    // From here on the store decides; what the group's offset had passed does not matter.
    evidence.byStore = byStore
    evidence.passed = -1
  }
  if (now > evidence.passed) pass(entry, evidence.passed, now, index)
  evidence.passed = now
}

/** The offset moved from before to now: what is unfinished between is passed. */
function pass(entry: RecordEntry, before: number, now: number, index: number): void {
  const { owedFrom, evidence } = entry.data
  if (owedFrom < 0) return
  const end = Math.min(now, entry.end)
  for (let offset = Math.max(before, owedFrom); offset < end; offset++) {
    if (!isUnfinished(entry, offset, BOTH_WAYS)) continue
    touch(evidence, offset)
    evidence.passedAt[offset] = index
  }
}

/** A member starts at the position: what is below it and in nobody's hands is left behind. */
function startAt(entry: RecordEntry, position: number, member: string, index: number): void {
  const { owedFrom, evidence } = entry.data
  for (let offset = Math.max(owedFrom, 0); offset < entry.end; offset++) {
    if (!isUnfinished(entry, offset, BOTH_WAYS)) continue
    const polled = (bitsOf(entry, offset) & POLLED) !== 0
    const touched = offset < evidence.touched
    if (offset >= position) {
      if (polled) inReach(evidence, offset, member)
      else if (touched) evidence.beyondAt[offset] = -1
    } else if (!polled || (touched && (evidence.endedAt[offset] ?? -1) >= 0)) {
      touch(evidence, offset)
      if ((evidence.beyondAt[offset] ?? -1) < 0) evidence.beyondAt[offset] = index
    }
  }
}

type LettingGo = EventOf<'processing-failed' | 'processing-skipped'>

/** Who is handed a record, and how it leaves the hands. */
function holderHandlers({ partitions, transactions }: RecordState): Handlers {
  const evidenceOf = (event: LettingGo): LossEvidence =>
    entryOf(partitions, event.topic, event.partition).data.evidence
  const letGo = (event: LettingGo, flags: number, index: number) =>
    leftHands(evidenceOf(event), event.offset, event.member, LET_GO | flags, index)
  const leave = (event: EventOf<'revoked' | 'lost'>, index: number) =>
    leaveEntry(entryOf(partitions, event.topic, event.partition), event.member, index)
  const leaveAll = (member: string, index: number) => {
    for (const entry of partitions.mentioned) leaveEntry(entry, member, index)
  }
  return {
    polled: ({ topic, partition, member, offsets }) => {
      const { evidence } = entryOf(partitions, topic, partition).data
      for (let i = 0; i < offsets.length; i++) inReach(evidence, offsets[i] ?? 0, member)
    },
    'processing-failed': (event, index) => letGo(event, FAILED, index),
    'processing-skipped': (event, index) => letGo(event, SKIPPED, index),
    'transaction-aborted': (event, index) => {
      for (const { transaction, entry, offset, member } of transactions.effects) {
        if (transaction !== event.transaction) continue
        touchEntry(entry)
        leftHands(entry.data.evidence, offset, member, LET_GO | ROLLED_BACK, index)
      }
    },
    revoked: leave,
    lost: leave,
    died: ({ member }, index) => leaveAll(member, index),
    stopped: ({ member }, index) => leaveAll(member, index),
    fault: ({ fault, member }, index) => {
      if (fault === 'crash' && member !== null) leaveAll(member, index)
    },
  }
}

/** Whatever the member still held of the partition is in nobody's hands now. */
function leaveEntry(entry: RecordEntry, member: string, index: number): void {
  touchEntry(entry)
  for (let offset = 0; offset < entry.end; offset++) {
    if ((bitsOf(entry, offset) & POLLED) === 0) continue
    if (!isUnfinished(entry, offset, BOTH_WAYS)) continue
    leftHands(entry.data.evidence, offset, member, 0, index)
  }
}
