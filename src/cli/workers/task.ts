/** The work that may be given to a worker thread, and its answers: plain data both. */

import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { BreakingRequest } from '../../search/breaking/request.ts'
import type { StateBounds } from '../../search/exhaustive/explore-unit.ts'
import type { Unit, UnitResult } from '../../search/planning/plan.ts'
import type { RangeResult } from '../../search/random/merge-explorations.ts'
import type { Replayed } from '../../search/replay/replay.ts'
import type { ScheduleRange } from '../../search/schedules/schedule-range.ts'
import type { Replication } from '../../search/timed/replication.ts'
import type { BreakingSets } from '../../search/verdicts/breaking-sets.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import type { PlainStrategy } from '../loading/plain-strategy.ts'
import type { Beat } from './beat.ts'
import type { MeasureRequest } from './measure-task.ts'

/** How a task is done again that hung or ran out of memory, so that what it found is not lost. */
export interface Again {
  /** Explores the schedules before that one only, counted from 0; null: all of them. */
  readonly before: number | null
  /** Whether nothing is shrunk: it was lost while it shrank what it had found. */
  readonly hasty: boolean
  /** What is undecided is so for this reason. */
  readonly reason: string
}

interface TaskBase {
  /** A shipped name or a path, as the user gave it. */
  readonly strategy: string
  /** Where relative paths start. */
  readonly folder: string
  /** Where its thread shows what it does; null: it is done in the command's own thread. */
  readonly beat: Beat | null
}

/** What one worker does at a time. */
export type Task =
  /** Loads the strategy, runs it with nothing going wrong, says what it is and what is drawn. */
  | (TaskBase & { readonly kind: 'probe'; readonly unit: Unit; readonly describes: FaultSet })
  /** Says what random search draws for the runs of a unit. */
  | (TaskBase & { readonly kind: 'describe'; readonly unit: Unit })
  /** Searches one unit, for at most `budgetMs` milliseconds unless null. */
  | (TaskBase & {
      readonly kind: 'search'
      readonly unit: Unit
      readonly budgetMs: number | null
      /** Tells what is violated in the narrowest fault set that shows it; absent: false. */
      readonly narrows?: boolean
      readonly again?: Again
    })
  /** Explores one range of a unit's schedules, for at most `budgetMs` milliseconds unless null. */
  | (TaskBase & {
      readonly kind: 'range'
      readonly unit: Unit
      readonly range: ScheduleRange
      readonly budgetMs: number | null
      readonly again?: Again
    })
  /** Puts the ranges of a unit together, shrinks, and decides. */
  | (TaskBase & {
      readonly kind: 'conclude'
      readonly unit: Unit
      readonly results: readonly RangeResult[]
      readonly again?: Again
    })
  /** Tries every schedule of a unit's scenario, for at most `budgetMs` unless null. */
  | (TaskBase & {
      readonly kind: 'explore'
      readonly unit: Unit
      readonly bounds: StateBounds
      readonly budgetMs: number | null
    })
  /** Plays one list of choices. */
  | (TaskBase & {
      readonly kind: 'replay'
      readonly unit: Unit
      readonly choices: readonly number[]
    })
  /** Searches the breaking sets of one strategy and property. */
  | (TaskBase & {
      readonly kind: 'breaking'
      readonly request: BreakingRequest
      readonly budgetMs: number | null
    })
  /** Plays a counterexample again with its messages; null: it does not do any more what it did. */
  | (TaskBase & {
      readonly kind: 'story'
      readonly unit: Unit
      readonly cell: Cell
      readonly counterexample: Counterexample
    })
  /** Reads the configuration `strategy`, a path. */
  | (TaskBase & { readonly kind: 'config'; readonly path: string })
  /** Does timed runs of one kind. */
  | (TaskBase & { readonly kind: 'measure'; readonly request: MeasureRequest })

/** What each kind of task answers, as plain data. */
export interface TaskAnswers {
  readonly probe: { readonly plain: PlainStrategy; readonly drawn: readonly string[] }
  readonly describe: readonly string[]
  readonly search: UnitResult
  readonly range: RangeResult
  readonly conclude: UnitResult
  readonly explore: ExploredUnit
  readonly replay: Replayed
  readonly breaking: readonly BreakingSets[]
  readonly story: { readonly told: ExplorerStory | null }
  readonly config: LoadedConfig
  readonly measure: readonly Replication[]
}

/** The cells of one exhaustive search, and how long it took; no clock enters the cells. */
export interface ExploredUnit {
  readonly cells: readonly Cell[]
  readonly elapsedMs: number
}

/** Errors lose their class between threads, so that a mistake of the user travels as data. */
export type TaskResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistake: string; readonly isBug: boolean }
