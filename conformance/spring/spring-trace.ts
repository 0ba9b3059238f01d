/** Traces of Spring's container. */
import type { Trace, TraceEvent } from '../trace/trace.ts'

/** What only the container does, and the model has no words for: a record was given back. */
export type SpringEvent =
  | TraceEvent
  | { readonly kind: 'nacked'; readonly partition: number; readonly offset: number }

/** A trace that may hold what the model has no words for. */
export interface SpringTrace extends Omit<Trace, 'members'> {
  readonly members: Readonly<Record<string, readonly SpringEvent[]>>
}
