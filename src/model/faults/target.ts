/** What a fault could hit. */
import type { Choices } from '../choices.ts'

/** One thing that a fault could hit now. */
export interface Target {
  /** The member that it hits; null: something that is no member's. */
  readonly member: string | null
  /**
   * Asks for details, announces what a reader should know ('' nothing), and only then does it, so
   * that the history has the fault before what it caused.
   */
  inject(announce: (detail: string) => void, choices: Choices): void
}
