/** What a fault is: the victims it could have now, and what it does to one. */
import type { Choices } from '../choices.ts'
import type { FaultName } from '../faults.ts'
import type { World } from '../world.ts'

/** One thing that a fault could strike now. */
export interface Target {
  /** The member it strikes; null: something that is no member's. */
  readonly member: string | null
  /**
   * Asks for details, tells what a reader should know ('' nothing), and only then does it, so that
   * the history has the fault before what it caused.
   */
  strike(tell: (detail: string) => void, choices: Choices): void
}

export interface Fault {
  readonly name: FaultName
  /** In a stable order. */
  targets(world: World): Target[]
  /** Whether there is a target, where that is found out faster than the targets are made. */
  possible?(world: World): boolean
}
