/**
 * The rules of Kafka behind what surprises: one sentence each, for the step at which it shows.
 *
 * Source: reference A.4, A.5, A.7, A.9 to A.13; `ClassicGroup.validateOffsetCommit`,
 * `OffsetCommitResponseHandler`, `handlePollTimeoutExpiry`, `updateFetchPositions`.
 */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { factsOf } from '../story/fault-facts.ts'
import { fateOf } from '../story/fault-fate.ts'
import { partitionName } from '../story/place.ts'

/** What is known of the run when an event happens; kept by {@link createReasons}. */
export interface Reasons {
  /** Why it is so; null: nothing about it surprises. Events come in the order of the run. */
  why(event: HistoryEvent): string | null
}

const refusals: Readonly<Record<string, string>> = {
  ILLEGAL_GENERATION: 'it was made in a generation that is over: the group has rebalanced since.',
  UNKNOWN_MEMBER_ID: 'the coordinator has removed this member from the group.',
  REBALANCE_IN_PROGRESS: 'the group is rebalancing: the member has to join again first.',
  NOT_COORDINATOR: 'another broker is the coordinator now; the client has to look it up.',
  COORDINATOR_LOAD_IN_PROGRESS: 'the new coordinator is still loading; the client may try again.',
  COORDINATOR_NOT_AVAILABLE: 'no coordinator can take it now; the client may try again.',
  REQUEST_TIMED_OUT: 'it was not replicated in time, and may be applied all the same.',
}

/** What has happened so far, as far as a reason may need it. */
interface Known {
  /** Records whose effect counts, as `orders-0@3`; and by transaction, while it is open. */
  readonly effects: Set<string>
  readonly open: Map<number, string[]>
  /** Records that were delivered to any member. */
  readonly handed: Set<string>
  /** By partition: who was assigned it last. */
  readonly owners: Map<string, string>
  /** Members whose process has ended. */
  readonly gone: Set<string>
  /** What faults say of members, as `A ILLEGAL_GENERATION`: for that refusal the group has none. */
  readonly injected: Set<string>
}

type Place = { readonly topic: string; readonly partition: number }

const record = (place: Place, offset: number): string => `${partitionName(place)}@${offset}`

/** Starts before the first event. */
export function createReasons(): Reasons {
  const known: Known = {
    effects: new Set(),
    open: new Map(),
    handed: new Set(),
    owners: new Map(),
    gone: new Set(),
    injected: new Set(),
  }
  return {
    why: (event) => {
      const reason = reasonFor(event, known)
      note(event, known)
      return reason
    },
  }
}

function note(event: HistoryEvent, known: Known): void {
  const { effects, open, handed, owners, gone } = known
  switch (event.kind) {
    case 'fault':
      if (event.member === null) return
      if (fateOf(event.fault) === 'ends') gone.add(event.member)
      known.injected.add(`${event.member} ${event.detail}`)
      return
    case 'stopped':
    case 'died':
      gone.add(event.member)
      return
    case 'assigned':
      owners.set(partitionName(event), event.member)
      return
    case 'revoked':
    case 'lost':
      if (owners.get(partitionName(event)) === event.member) owners.delete(partitionName(event))
      return
    case 'polled':
      for (const offset of event.offsets) handed.add(record(event, offset))
      return
    case 'effect': {
      const { transaction } = event
      effects.add(record(event, event.offset))
      if (transaction === null) return
      open.set(transaction, [...(open.get(transaction) ?? []), record(event, event.offset)])
      return
    }
    case 'transaction-aborted':
      for (const undone of open.get(event.transaction) ?? []) effects.delete(undone)
      return
    default:
  }
}

function reasonFor(event: HistoryEvent, known: Known): string | null {
  switch (event.kind) {
    case 'fault':
      return factsOf(event.fault)?.reason ?? null
    case 'effect':
      return ofEffect(event, known)
    case 'commit-applied':
      return ofApplied(event, known)
    case 'position':
      return ofPosition(event, known)
    case 'commit-refused':
      return ofRefused(event, known)
    case 'commit-unknown':
      return 'The client cannot know whether the commit was applied.'
    default:
      return null
  }
}

/** The first record below an offset that was delivered and not processed; -1: none. */
function unprocessed(place: Place, from: number, below: number, known: Known): number {
  for (let offset = from; offset < below; offset += 1) {
    const name = record(place, offset)
    if (known.handed.has(name) && !known.effects.has(name)) return offset
  }
  return -1
}

function ofEffect(event: EventOf<'effect'>, { effects, owners }: Known): string | null {
  const name = record(event, event.offset)
  const owner = owners.get(partitionName(event))
  if (owner !== undefined && owner !== event.member) {
    return (
      `${event.member} no longer owns ${partitionName(event)}, ${owner} does: ` +
      'nothing stops a handler that is running.'
    )
  }
  return effects.has(name) ? `The effect of ${name} happens once more.` : null
}

function ofRefused(
  { member, error }: EventOf<'commit-refused'>,
  { injected }: Known,
): string | null {
  const reason = refusals[error]
  if (reason === undefined || injected.has(`${member} ${error}`)) return null
  return `Refused: ${reason}`
}

function ofApplied(event: EventOf<'commit-applied'>, known: Known): string | null {
  const { member, previous, offset, generation } = event
  const checks =
    generation < 0
      ? 'Accepted: outside of a generation the coordinator checks no member, and never'
      : 'Accepted: the coordinator checks member and generation, never'
  const owner = known.owners.get(partitionName(event))
  const open = unprocessed(event, previous ?? 0, offset, known)
  if (previous !== null && offset < previous) {
    return `${checks} whether an offset goes back (it was ${previous}).`
  }
  if (owner !== undefined && owner !== member) {
    return `${checks} ownership (${partitionName(event)} belongs to ${owner}).`
  }
  if (open >= 0) {
    return `${checks} whether what is below was processed (${record(event, open)} was not).`
  }
  return known.gone.has(member) && generation >= 0
    ? `Accepted: ${member} is gone, but it is still a member, and what it had sent counts.`
    : null
}

function ofPosition(event: EventOf<'position'>, known: Known): string | null {
  const { reason, offset } = event
  if (reason === 'earliest' || reason === 'latest' || reason === 'by_duration') {
    return `No usable committed offset: auto.offset.reset=${reason} decides where to read on.`
  }
  if (reason !== 'committed') return null
  const open = unprocessed(event, 0, offset, known)
  if (open >= 0) {
    return (
      `Reading goes on at the committed offset: ${record(event, open)}, below it, counts as ` +
      'processed, and is not read again.'
    )
  }
  return known.effects.has(record(event, offset))
    ? `Reading goes on at the committed offset: that ${record(event, offset)} was processed ` +
        'was never committed.'
    : null
}
