/**
 * Judges a state of the search by the history that led to it, kept as a list that shares its
 * beginning with the histories it branches from.
 */
import type { HistoryEvent } from '../../../model/history.ts'
import { createJudge } from '../../../properties/judge.ts'
import type { MonitorContext, Property } from '../../../properties/property.ts'
import { createHash, type Hash, mix, mixText } from './hash.ts'

/** What a judge knows after some events; opaque to its callers, and never changed. */
export interface Told {
  readonly before: Told | null
  readonly event: HistoryEvent
  readonly hash: Hash
}

/** Follows one history at a time, and can go back to any that it has followed. */
export interface StateJudge<Saved> {
  emit(event: HistoryEvent): void
  save(): Saved
  restore(saved: Saved): void
  /** Mixes in all that future verdicts can depend on. */
  fingerprint(into: Hash): void
  /** After the `ended` event: a bit per property that is broken. */
  broken(): number
}

/** A judge that tells any two histories apart, but for the time. */
export function createHistoryJudge(
  properties: readonly Property[],
  context: MonitorContext,
): StateJudge<Told | null> {
  const judge = createJudge(properties, context)
  let last: Told | null = null
  return {
    emit: (event) => {
      last = { before: last, event, hash: hashAfter(last, event) }
    },
    save: () => last,
    restore: (saved) => {
      last = saved
    },
    fingerprint: (into) => {
      mix(into, last?.hash.high ?? 0)
      mix(into, last?.hash.low ?? 0)
    },
    broken: () => {
      judge.reset()
      for (const event of eventsOf(last)) judge.emit(event)
      let mask = 0
      judge.results().judgements.forEach(({ witnesses }, i) => {
        if (witnesses.length > 0) mask |= 1 << i
      })
      return mask
    },
  }
}

/** The events, in their order. */
export function eventsOf(told: Told | null): HistoryEvent[] {
  const events: HistoryEvent[] = []
  for (let at = told; at !== null; at = at.before) events.push(at.event)
  return events.reverse()
}

function hashAfter(before: Told | null, event: HistoryEvent): Hash {
  const hash = createHash()
  mix(hash, before?.hash.high ?? 0)
  mix(hash, before?.hash.low ?? 0)
  const { time, ...rest } = event
  mixText(hash, JSON.stringify(rest))
  return hash
}
