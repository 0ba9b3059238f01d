/** Hears every event on its way to the judge, and keeps them if asked to. */
import type { Emit, HistoryEvent } from '../../../model/history.ts'

/** What was heard, as a list that shares its beginning with those it branches from. */
export interface Heard {
  readonly before: Heard | null
  readonly event: HistoryEvent
}

/** Follows one history at a time, and can go back to any that it has followed. */
export interface Spy {
  readonly emit: Emit
  save(): Heard | null
  restore(heard: Heard | null): void
}

/** Without `keeps` it only passes on. */
export function createSpy(judge: Emit, keeps: boolean): Spy {
  let last: Heard | null = null
  return {
    emit: keeps
      ? (event) => {
          last = { before: last, event }
          judge(event)
        }
      : judge,
    save: () => last,
    restore: (heard) => {
      last = heard
    },
  }
}

/** The events, in their order. */
export function eventsOf(heard: Heard | null): HistoryEvent[] {
  const events: HistoryEvent[] = []
  for (let at = heard; at !== null; at = at.before) events.push(at.event)
  return events.reverse()
}
