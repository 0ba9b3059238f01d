/** Observes every event on its way to the judge, and records them if asked to. */
import type { Emit, HistoryEvent } from '../../../model/history.ts'

/** What was recorded, as a list that shares its beginning with those it branches from. */
export interface RecordedEvents {
  readonly before: RecordedEvents | null
  readonly event: HistoryEvent
}

/** Follows one history at a time, and can go back to any that it has followed. */
export interface Recorder {
  readonly emit: Emit
  save(): RecordedEvents | null
  restore(recorded: RecordedEvents | null): void
}

/** Without `records` it only passes events on. */
export function createRecorder(judge: Emit, records: boolean): Recorder {
  let last: RecordedEvents | null = null
  return {
    emit: records
      ? (event) => {
          last = { before: last, event }
          judge(event)
        }
      : judge,
    save: () => last,
    restore: (recorded) => {
      last = recorded
    },
  }
}

/** The events, in their order. */
export function eventsOf(recorded: RecordedEvents | null): HistoryEvent[] {
  const events: HistoryEvent[] = []
  for (let at = recorded; at !== null; at = at.before) events.push(at.event)
  return events.reverse()
}
