/** Who is told of which event. */
import type { EventKind, HistoryEvent } from '../model/history.ts'
import type { Handlers } from './property.ts'

/** Tells one listener of an event. */
export type Deliver = (event: HistoryEvent, index: number) => void

/** Who is told of which kind, built once, so that an event of no interest costs nothing. */
export function deliveriesByKind(all: readonly Handlers[]): Map<EventKind, Deliver[]> {
  const deliveries = new Map<EventKind, Deliver[]>()
  for (const on of all) {
    for (const kind of Object.keys(on) as EventKind[]) {
      const handler = on[kind]
      if (handler === undefined) continue
      const handlers = deliveries.get(kind) ?? []
      // A handler stands under the kind of the events it takes, and is delivered no other.
      handlers.push(handler as Deliver)
      deliveries.set(kind, handlers)
    }
  }
  return deliveries
}
