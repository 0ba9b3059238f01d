/** What is slow for a while, as data (`delay.ts` says what it does). */
import type { Action } from './action.ts'

/** What is held back: the action alone, all of its kind, all messages of its process, all of it. */
export type Scope = 'action' | 'kind' | 'messages' | 'process'

/** Something that is held back. */
export interface Delay {
  readonly scope: Scope
  readonly kind: Action['kind']
  /** Of a message its ticket; else as in the action. */
  readonly subject: number
  /** The task of a process; 0: of none. */
  readonly task: number
  /** Index of the process that it is of; -1: of none. */
  readonly process: number
  /** For so many steps. */
  left: number
}
