/** What ends a search before all of its schedules ran, as whoever started it decides. */

/** Asked while a search goes on. */
export interface Pressure {
  /** Asked now and then; true ends the exploring early. */
  readonly deadline: () => boolean
  /** Asked before each run of shrinking, which is bounded anyway; true ends it. */
  readonly hurry: () => boolean
  /** Why the deadline came: `time was up`. */
  readonly endedBy: () => string
  /** Told the number of each schedule before it runs; null: what runs next is none of them. */
  readonly onSchedule: (number: number | null) => void
  /** Only the schedules before that one, and why; `before` null: all of them. */
  readonly cut?: { readonly before: number | null; readonly reason: string }
}

/** All schedules run, however long they take. */
export const noPressure: Pressure = {
  deadline: () => false,
  hurry: () => false,
  endedBy: () => 'time was up',
  onSchedule: () => {},
}
