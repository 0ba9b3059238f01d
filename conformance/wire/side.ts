/** What both sides have in common: a request in its place, and the answers by these places. */

import type { Answer } from './observed.ts'
import type { RequestStep } from './step.ts'

/** A request that was sent: its place in the sequence. */
export interface Sent {
  readonly index: number
  readonly step: RequestStep
}

/** What was answered, by the place of the request in the sequence. */
export type Answers = ReadonlyMap<number, Answer>
