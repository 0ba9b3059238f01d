/** Why a partition may stand still: what was asked for, done, assigned and handed out last. */
import { sharedState } from '../frame/shared-state.ts'
import { label } from '../state/field.ts'
import { labels } from '../state/lists.ts'
import { entryOf, type PartitionTable } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { bitsOf } from '../state/record-bits.ts'
import { number } from '../state/values.ts'
import { EFFECTIVE, POLLED, type RecordEntry } from './partition-records.ts'

interface Last {
  /** The offset that a commit was last requested of, and at which event; -1: none. */
  requested: number
  requestedAt: number
  /** The record that was last done, and at which event; -1: none. */
  done: number
  doneAt: number
}

interface Owned {
  readonly topic: string
  readonly partition: number
  readonly member: string
}

/** What is remembered; no verdict depends on it. */
export interface StandstillEvidence {
  readonly last: PartitionTable<Last>
  /** Who holds what; replaced, never changed. */
  readonly owned: Owned[]
  /** Topics of which any partition was ever assigned. */
  readonly topics: string[]
}

/** The evidence, followed only where it is told. */
export const standstillEvidence = sharedState<StandstillEvidence>({
  state: {
    last: perPartition({
      requested: label(number(-1)),
      requestedAt: label(number(-1)),
      done: label(number(-1)),
      doneAt: label(number(-1)),
    }),
    owned: labels<Owned>(),
    topics: labels<string>(),
  },
  evidenceOnly: true,
  on: ({ own: { last, owned, topics } }) => {
    const gone = (topic: string, partition: number) => {
      const at = owned.findIndex((one) => one.topic === topic && one.partition === partition)
      if (at >= 0) owned.splice(at, 1)
    }
    const goneWith = (member: string) => {
      for (const one of owned.filter((each) => each.member === member)) {
        gone(one.topic, one.partition)
      }
    }
    return {
      'commit-requested': ({ topic, partition, offset }, index) => {
        const { data } = entryOf(last, topic, partition)
        data.requested = offset
        data.requestedAt = index
      },
      'processing-done': ({ topic, partition, offset }, index) => {
        const { data } = entryOf(last, topic, partition)
        data.done = offset
        data.doneAt = index
      },
      assigned: ({ topic, partition, member }) => {
        gone(topic, partition)
        owned.push({ topic, partition, member })
        if (!topics.includes(topic)) topics.push(topic)
      },
      revoked: ({ topic, partition }) => gone(topic, partition),
      lost: ({ topic, partition }) => gone(topic, partition),
      died: ({ member }) => goneWith(member),
      stopped: ({ member }) => goneWith(member),
      'consumer-crashed': ({ member }) => goneWith(member),
      fault: ({ fault, member }) => {
        if (fault === 'crash' && member !== null) goneWith(member)
      },
    }
  },
})

/** Why records are stuck, as far as it can be seen. */
export function whyStuck(
  { owned, topics }: StandstillEvidence,
  entry: RecordEntry,
  stuck: readonly number[],
): string {
  const { topic, partition, data } = entry
  if (data.owedFrom < 0) {
    const others = topics.length > 0 && !topics.includes(topic)
    return others
      ? `nobody ever read the partition: no member is subscribed to ${topic}`
      : 'nobody ever read the partition'
  }
  const owner = owned.find((one) => one.topic === topic && one.partition === partition)
  const handedOut = stuck.some((offset) => (bitsOf(entry, offset) & POLLED) !== 0)
  const haveEffect = stuck.every((offset) => (bitsOf(entry, offset) & EFFECTIVE) !== 0)
  if (haveEffect) return 'with an effect, but never returned from'
  if (owner === undefined || handedOut) return 'not processed to the end'
  const { member } = owner
  return `not processed to the end, nor handed to ${member}, which holds the partition: paused?`
}

/** Why the committed offset stays behind, as far as it can be seen; empty: it cannot. */
export function whyBehind({ last }: StandstillEvidence, entry: RecordEntry, end: number): string {
  const { requested, requestedAt, done, doneAt } = entryOf(last, entry.topic, entry.partition).data
  if (done !== end - 1) return ''
  if (requestedAt < doneAt) return `; nobody has asked for a commit since @${done} was done`
  if (requested !== done) return ''
  return `; it commits ${done} although ${done} is the last record done: its own offset?`
}
