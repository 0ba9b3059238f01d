/** Which events are delivered to whom. */
import type { EventKind, EventOf, HistoryEvent } from '../model/history.ts'

/** Handlers by event kind. A kind that is absent is not of interest: it is not even delivered. */
export type Handlers = {
  readonly [K in EventKind]?: (event: EventOf<K>, index: number) => void
}

/** Hands an event to one follower. */
export type Deliver = (event: HistoryEvent, index: number) => void

/** By kind, to whom events go; built once, so that an event of no interest costs nothing. */
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
