/** What a trace is made of: where every message of one run went, as plain data. */
import type { GroupStatus } from '../group/group.ts'
import type { HistoryEvent } from '../history.ts'
import type { Request, Response } from '../network/requests.ts'

/** How the group stood when its coordinator took a request. */
export interface GroupGlance {
  readonly status: GroupStatus
  readonly generation: number
  /** Its members, by the names of their instances. */
  readonly members: readonly string[]
}

/** One thing that happened; `time` is virtual milliseconds, `ticket` tells messages apart. */
export type TraceEntry =
  | { readonly kind: 'event'; readonly event: HistoryEvent }
  | {
      readonly kind: 'sent'
      readonly time: number
      readonly ticket: number
      readonly member: string
      readonly broker: number
      readonly request: Request
    }
  /** A request goes on alone: its connection broke, and nobody will hear the answer. */
  | {
      readonly kind: 'left-behind'
      readonly time: number
      readonly ticket: number
      readonly of: number
    }
  | {
      readonly kind: 'taken'
      readonly time: number
      readonly ticket: number
      /** Null: there was no such group yet. */
      readonly group: GroupGlance | null
    }
  | {
      readonly kind: 'answered' | 'arrived'
      readonly time: number
      readonly ticket: number
      readonly response: Response
    }
  /** `broken`: its connection breaks under it; `gone`: nobody waits for it any more. */
  | { readonly kind: 'broken' | 'gone'; readonly time: number; readonly ticket: number }
