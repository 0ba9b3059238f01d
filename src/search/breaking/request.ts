/** What a search for breaking sets is given: plain data that a worker can be sent. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { Cell } from '../verdicts/verdict.ts'

/** What the comparison's cells of one strategy and property say already. */
export type KnownCell = Pick<Cell, 'fault' | 'settings' | 'verdict' | 'reason' | 'search'> & {
  /** Null unless violated. */
  readonly replay: string | null
}

/** One strategy and property. */
export interface BreakingRequest {
  readonly strategy: string
  readonly property: PropertyName
  /** The kinds to consider, in the order of tables. */
  readonly faults: readonly FaultName[]
  /**
   * The settings of each problem, the usual ones first. What a set without a fault that needs
   * `auto.offset.reset` does is asked for with the first alone.
   */
  readonly settings: readonly Readonly<Partial<Settings>>[]
  /** As the user gave it. */
  readonly scenario: Scenario
  readonly seed: string
  /** How many random schedules a set must stand. */
  readonly schedules: number
  /** Up to how many states small sets are searched exhaustively, too; absent: none is. */
  readonly statesMax?: number
  /** How many sets may be searched, beyond those that cells know. */
  readonly searchesMax: number
  readonly known: readonly KnownCell[]
}
