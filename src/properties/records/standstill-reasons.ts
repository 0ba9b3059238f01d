/** Why a partition stands still, and since when, as far as the evidence says. */
import type { Since } from '../frame/witness.ts'
import { entryOf } from '../state/partition-table.ts'
import { bitsOf } from '../state/record-bits.ts'
import { EFFECTIVE, POLLED, type RecordEntry } from './partition-records.ts'
import type { StandstillEvidence } from './standstill-evidence.ts'

/** A reason in words, and since when it is so. */
export interface Reason {
  readonly text: string
  readonly since?: Since
}

/** Why records are stuck. */
export function whyStuck(
  evidence: StandstillEvidence,
  entry: RecordEntry,
  stuck: readonly number[],
): Reason {
  const { owned, topics, paused } = evidence
  const { topic, partition, data } = entry
  const nobodyWants = leftBy(evidence, topic)
  if (data.owedFrom < 0) {
    const never = 'nobody ever read the partition'
    if (nobodyWants !== undefined) return of(never, noSubscriber(topic), nobodyWants.at)
    const others = topics.length > 0 && !topics.includes(topic)
    if (others) return of(`${never}: no member is subscribed to ${topic}`)
    const why = whoSpins(evidence) ?? whoPollsNoMore(evidence, null)
    return why === null ? of(never) : { ...why, text: `${never}; ${why.text}` }
  }
  const isHere = (one: { readonly topic: string; readonly partition: number }) =>
    one.topic === topic && one.partition === partition
  const owner = owned.find(isHere)
  const handedOut = stuck.some((offset) => (bitsOf(entry, offset) & POLLED) !== 0)
  const haveEffect = stuck.every((offset) => (bitsOf(entry, offset) & EFFECTIVE) !== 0)
  if (haveEffect) return atWork(evidence, entry, stuck, 'with an effect, but never returned from')
  if (owner !== undefined && !handedOut) {
    const kept = `${notDone}, nor handed to ${owner.member}, which holds the partition`
    const pause = paused.find((one) => isHere(one) && one.member === owner.member)
    if (pause !== undefined) return of(kept, '; paused since', pause.at)
    if (mayReadOthers(evidence, owner.member, topic)) {
      return of(`${kept}, perhaps by a consumer that is not subscribed to ${topic}`)
    }
    const polls = whoPollsNoMore(evidence, owner.member)
    if (polls !== null) return { ...polls, text: `${kept}; ${polls.text}` }
    if (owner.placed) return atWorkElsewhere(evidence, owner.member, kept)
    return of(kept, ', without knowing where to read it, since', owner.at)
  }
  return atWork(evidence, entry, stuck, notDone)
}

/** Whose thread that polled has ended, though its process has not; null: nobody's. */
function whoPollsNoMore({ ended }: StandstillEvidence, member: string | null): Reason | null {
  const one = ended.findLast((each) => member === null || each.member === member)
  if (one === undefined) return null
  const how = one.error === null ? 'has returned' : `died of ${one.error}`
  return of(`${one.member} lives on, but its thread that polled ${how}`, ' at', one.at)
}

/** So many commits in a row, and nothing else, are no routine. */
const commitsMin = 20

/** Who does nothing any more but to ask for commits; null: nobody. */
export function whoSpins({ asking }: StandstillEvidence): Reason | null {
  let most: StandstillEvidence['asking'][number] | null = null
  for (const one of asking) if (most === null || one.count > most.count) most = one
  if (most === null || most.count < commitsMin) return null
  const { member, count, at } = most
  return of(`${member} asks for commit after commit, ${count} of them`, ', since', at)
}

const notDone = 'not processed to the end'

const noSubscriber = (topic: string): string => `; no member is subscribed to ${topic} since`

/** When the last one left the topic; somebody may be subscribed to it by a pattern. */
function leftBy({ unwanted, wanted }: StandstillEvidence, topic: string) {
  const isOpen = wanted.some(({ topics }) => topics.some((one) => one.startsWith('/')))
  return isOpen ? undefined : unwanted.find((one) => one.topic === topic)
}

/** A member's partition may be that of a consumer which reads other topics: kafkajs assigns so. */
function mayReadOthers({ wanted }: StandstillEvidence, member: string, topic: string): boolean {
  return wanted.some(
    (one) => one.member === member && !one.topics.some((name) => name === topic || name[0] === '/'),
  )
}

/** Whoever is at a record of another partition may have no time for this one. */
function atWorkElsewhere({ working }: StandstillEvidence, member: string, text: string): Reason {
  const busy = working.find((one) => one.member === member)
  if (busy === undefined) return of(text)
  const { topic, partition, offset, at } = busy
  return of(text, `; ${member} is at ${topic}-${partition}@${offset} since`, at)
}

/** Somebody may be at the records still, or nobody is left who would. */
function atWork(
  evidence: StandstillEvidence,
  { topic, partition }: RecordEntry,
  stuck: readonly number[],
  text: string,
): Reason {
  const { last, owned, working } = evidence
  const isHere = (one: { readonly topic: string; readonly partition: number }) =>
    one.topic === topic && one.partition === partition
  const busy = working.find((one) => isHere(one) && stuck.includes(one.offset))
  if (busy !== undefined) return of(text, `; ${busy.member} is at @${busy.offset} since`, busy.at)
  const owner = owned.find(isHere)
  const polls = whoPollsNoMore(evidence, owner?.member ?? null)
  if (polls !== null) return { ...polls, text: `${text}; ${polls.text}` }
  if (owner !== undefined) return of(text)
  const nobodyWants = leftBy(evidence, topic)
  if (nobodyWants !== undefined) return of(text, noSubscriber(topic), nobodyWants.at)
  const { freedAt } = entryOf(last, topic, partition).data
  return freedAt < 0 ? of(text) : of(text, '; nobody holds the partition since', freedAt)
}

/** Why the committed offset stays behind; null: nothing says. */
export function whyBehind(
  evidence: StandstillEvidence,
  entry: RecordEntry,
  end: number,
): Reason | null {
  const { topic, partition } = entry
  const { requested, requestedAt, done, doneAt } = entryOf(evidence.last, topic, partition).data
  const owner = evidence.owned.find((one) => one.topic === topic && one.partition === partition)
  const polls = whoPollsNoMore(evidence, owner?.member ?? null)
  if (polls !== null) return { ...polls, text: `; ${polls.text}` }
  if (done !== end - 1) return null
  const nobodyAsked = `; nobody has asked for a commit since @${done} was done`
  if (requestedAt < doneAt) return of(nobodyAsked, ', at', doneAt)
  if (requested !== done) return null
  return of(`; it commits ${done} although ${done} is the last record done: its own offset?`)
}

function of(text: string, since?: string, at = -1): Reason {
  return since === undefined ? { text } : { text, since: { text: since, at } }
}
