/**
 * Progress: in the calm, lag reaches zero and no consumer is dead.
 *
 * Nothing goes wrong any more in the calm, so a record that nobody has finished by its end and
 * that nobody will skip either (it is not below the committed offset: that is a loss) is stuck.
 * So is a group whose committed offset stays short of the last record although all is done, and
 * an instance that its supervisor gave up. A partition that nobody ever started to read is stuck
 * with all its records. And so is a consumer that has stopped for good in a process that lives on:
 * whoever watches the process sees nothing, and the others have to do its work. That another
 * consumer of the same process lives is no news of it.
 */
import type { Since, Witness } from './frame/witness.ts'
import { property } from './property.ts'
import {
  ABORTED,
  DONE,
  EVER_COMMITTED,
  isData,
  isUnfinished,
  OFFSETS,
  PRODUCED,
  type RecordEntry,
  readAgainFrom,
} from './records/partition-records.ts'
import { recordState } from './records/record-state.ts'
import { type StandstillEvidence, standstillEvidence } from './records/standstill-evidence.ts'
import { type Reason, whoSpins, whyBehind, whyStuck } from './records/standstill-reasons.ts'
import { label } from './state/field.ts'
import { hashNumber } from './state/hash.ts'
import { bag, labels } from './state/lists.ts'
import { flag, number } from './state/values.ts'

interface Death {
  readonly member: string
  readonly error: string
  readonly at: number
}

/** A consumer that stopped by an error, or that nobody polls, in a process that goes on. */
interface Silent extends Omit<Death, 'error'> {
  readonly consumer: number
  /** Null: its thread has returned. */
  readonly error: string | null
  readonly isUnpolled: boolean
}

const NONE: readonly Witness[] = []

const unknown: Reason = { text: '' }

/** What an example shows. */
const lag = 'lag does not reach zero: committed offset stays at 1, records end at 2'

/** In the calm, lag reaches zero and no consumer is dead. */
export const progress = property({
  name: 'progress',
  heading: 'progress',
  statement: 'Once the faults were over, the group caught up and no consumer was dead.',
  shares: { records: recordState, evidence: standstillEvidence },
  reads: PRODUCED | ABORTED | DONE | OFFSETS | EVER_COMMITTED,
  state: {
    deaths: labels<Death>(),
    /** They may yet be heard of. */
    silent: bag<Silent>(({ member, consumer }, names, part) => {
      hashNumber(part, names.member(member))
      hashNumber(part, consumer)
      return true
    }),
    end: label(number(-1)),
    drained: flag(true),
  },
  on: ({ own, found }) => {
    const { deaths, silent } = own
    const forget = (of: (one: Silent) => boolean) => {
      for (let at = silent.length - 1; at >= 0; at--) {
        if (of(silent[at] as Silent)) silent.splice(at, 1)
      }
    }
    const isBack = (member: string, consumer: number) =>
      forget((one) => one.member === member && one.consumer === consumer)
    // With their process all of its consumers are gone: its supervisor starts another one.
    const processEnds = (member: string) => forget((one) => one.member === member)
    return {
      'consumer-crashed': ({ member, consumer, error, restart }, index) => {
        isBack(member, consumer)
        if (!restart) silent.push({ member, consumer, error, at: index, isUnpolled: false })
      },
      'thread-ended': ({ member, polled, error }, at) => {
        if (polled) silent.push({ member, consumer: 0, error, at, isUnpolled: true })
      },
      'polls-again': ({ member }) => isBack(member, 0),
      'consumer-replaced': ({ member, consumer }) => isBack(member, consumer),
      stopped: ({ member }) => processEnds(member),
      fault: ({ fault, member }) => {
        if (fault === 'crash' && member !== null) processEnds(member)
      },
      died: ({ member, error }, at) => {
        processEnds(member)
        deaths.push({ member, error, at })
      },
      'given-up': ({ member }, index) => {
        // An instance that was started again may bear another name: then the last death says why.
        const death = deaths.findLast((one) => one.member === member) ?? deaths.at(-1)
        const text = `${member} is dead, of ${death?.error ?? 'an unknown error'}`
        const isOwn = death?.member === member
        found.push(ofNobody(text, index, isOwn ? { text: ', since', at: death.at } : undefined))
      },
      ended: ({ drained }, index) => {
        own.end = index
        own.drained = drained
      },
    }
  },
  witnesses: ({
    own: { silent, end, drained },
    records: { partitions },
    evidence,
    found: dead,
  }) => {
    const found = [...dead, ...silent.map(ofSilent)]
    for (const entry of partitions.mentioned) judge(entry, evidence, end, found)
    if (found.length > 0) return found
    if (drained) return NONE
    const busy = whoSpins(evidence)
    const text = 'did not settle in the calm'
    if (busy === null) return [ofNobody(text, end)]
    return [ofNobody(`${text}: ${busy.text}`, end, busy.since)]
  },
  brokenBy: { strategy: 'commit-this-offset', under: 'none' },
  examples: {
    breaks: [
      {
        when: 'a record is never processed to the end, and committed by nobody',
        history: `
          produced 0 1
          A starts at 0
          A processes 0
          A commits 1
          the run ends
          ✗ is stuck: not processed to the end`,
      },
      {
        when: 'all is done, but the committed offset stays short of it',
        history: `
          produced 0 1
          A starts at 0
          A processes 0 1
          A commits 1
          the run ends
          ✗ ${lag}; it commits 1 although 1 is the last record done: its own offset?`,
      },
    ],
    holds: [
      {
        when: 'all is done and committed',
        history: `
          produced 0 1
          A starts at 0
          A processes 0 1
          A commits 2
          the run ends`,
      },
    ],
  },
})

function ofNobody(text: string, at: number, since?: Since): Witness {
  return { topic: null, partition: -1, offsets: [], text, at, ...sinceOf({ since }) }
}

function sinceOf({ since }: { readonly since?: Since | undefined }): Pick<Witness, 'since'> {
  return since === undefined ? {} : { since }
}

function ofSilent({ member, consumer, error, at, isUnpolled }: Silent): Witness {
  if (isUnpolled) {
    const how = error === null ? 'has returned' : `died of ${error}`
    const text = `${member} lives on, but its thread that polled ${how}`
    return ofNobody(text, at, { text: ' at', at })
  }
  const which = consumer === 0 ? 'the consumer' : `consumer no. ${consumer + 1}`
  const text = `${which} of ${member} is dead in a living process, of ${error}`
  return ofNobody(text, at, { text: ', since', at })
}

function judge(
  entry: RecordEntry,
  evidence: StandstillEvidence,
  at: number,
  found: Witness[],
): void {
  const { topic, partition, data } = entry
  const stuck = stuckIn(entry)
  if (stuck !== null) {
    const verb = stuck.length === 1 ? 'is' : 'are'
    const why = whyStuck(evidence, entry, stuck)
    const text = `${verb} stuck: ${why.text}`
    found.push({ topic, partition, offsets: stuck, text, at, ...sinceOf(why) })
    return
  }
  // In the calm nothing comes to a retry topic, whose next commit would cover what is done.
  if (data.origins.length > 0) return
  const logEnd = logEndOf(entry)
  if (!data.everCommitted || data.stored >= 0 || data.committed >= logEnd) return
  const committed = data.committed < 0 ? 'is gone' : `stays at ${data.committed}`
  const why = (data.committed < 0 ? null : whyBehind(evidence, entry, logEnd)) ?? unknown
  const ends = `records end at ${logEnd}${why.text}`
  const text = `lag does not reach zero: committed offset ${committed}, ${ends}`
  found.push({ topic, partition, offsets: [], text, at, ...sinceOf(why) })
}

function stuckIn(entry: RecordEntry): number[] | null {
  const { data } = entry
  let stuck: number[] | null = null
  const from = data.owedFrom < 0 ? 0 : Math.max(data.owedFrom, readAgainFrom(data))
  for (let offset = from; offset < entry.end; offset++) {
    if (!isUnfinished(entry, offset, DONE)) continue
    if (stuck === null) stuck = [offset]
    else stuck.push(offset)
  }
  return stuck
}

/** One past the last record that anybody is owed. */
function logEndOf(entry: RecordEntry): number {
  for (let offset = entry.end - 1; offset >= 0; offset--) {
    if (isData(entry, offset)) return offset + 1
  }
  return 0
}
