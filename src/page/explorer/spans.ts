/** From where to where something holds along a lane. */
import type { HistoryEvent } from '../../model/history.ts'
import { fateOf } from '../../report/story/fault-fate.ts'

/** Part of a lane, between two steps; `to` null: to the end of the story. */
export interface Span {
  readonly lane: number
  readonly from: number
  readonly to: number | null
}

/** Spans that begin and end while the steps are read, each under a key of its own. */
export interface SpanBook<T extends Span> {
  /** Nothing where one under the key is open already. */
  begin(key: string, span: Omit<T, 'to'>): void
  /** Nothing where none under the key is open. */
  end(key: string, to: number): void
  /** By lane, then by beginning; those that are open reach to the end. */
  all(): readonly T[]
}

/** An empty book. */
export function spanBook<T extends Span>(): SpanBook<T> {
  const open = new Map<string, Omit<T, 'to'>>()
  const closed: T[] = []
  return {
    begin(key, span) {
      if (!open.has(key)) open.set(key, span)
    },
    end(key, to) {
      const span = open.get(key)
      if (span === undefined) return
      open.delete(key)
      closed.push({ ...span, to } as T)
    },
    all() {
      const rest = [...open.values()].map((span) => ({ ...span, to: null }) as unknown as T)
      return [...closed, ...rest].sort((a, b) => a.lane - b.lane || a.from - b.from)
    },
  }
}

/** Whose process runs no more after this; null: nobody's. */
export function endedBy(event: HistoryEvent): string | null {
  switch (event.kind) {
    case 'died':
    case 'stopped':
    case 'given-up':
      return event.member
    case 'fault':
      return fateOf(event.fault) === 'ends' ? event.member : null
    default:
      return null
  }
}
