/** Plays the saved paths of some strategies again, before anything else is searched. */
import { resolve } from 'node:path'
import { type Regression, unitOfRegression } from '../../search/planning/regression.ts'
import { parsePath } from '../../search/schedules/path.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { isStrategyFile, mayHang, strategyFilePath } from '../loading/load-strategy.ts'
import type { SearchOptions } from '../options/options.ts'
import { replayedCell } from '../replayed-cell.ts'
import { type NamedStrategy, withWord } from '../search.ts'
import { isLost } from '../workers/lost.ts'
import { runTasks } from '../workers/pool.ts'

/** What became of a saved path. */
export type RegressionOutcome =
  | { readonly regression: Regression; readonly outcome: 'broken'; readonly cell: Cell }
  | { readonly regression: Regression; readonly outcome: 'fixed' }
  /** The choice of that number, counted from 1, no longer fits. */
  | { readonly regression: Regression; readonly outcome: 'misfit'; readonly choice: number }
  /** It hung, or there was no time for it. */
  | { readonly regression: Regression; readonly outcome: 'undecided'; readonly reason: string }

/** What of a run decides which saved paths belong to it. */
export interface Scope
  extends Pick<SearchOptions, 'faults' | 'properties' | 'settings' | 'limits'> {
  /** Whether the user chose the faults: then no others count. */
  readonly faultsChosen: boolean
}

/** The same file by another path is the same strategy. */
export function identityOf(word: string, folder: string): string {
  if (!isStrategyFile(word)) return word
  const path = strategyFilePath(word)
  return resolve(folder, path) + word.slice(path.length)
}

/** Whether a saved path is one of those that a run asks for. */
export function isInScope(
  { fault, property, settings }: Regression,
  scope: Omit<Scope, 'limits'>,
): boolean {
  const names = Object.keys(scope.settings) as (keyof typeof settings)[]
  return (
    scope.properties.includes(property) &&
    (!scope.faultsChosen || scope.faults.includes(fault)) &&
    names.every((name) => settings[name] === scope.settings[name])
  )
}

/** Plays those that belong to the run, in the order of the file. */
export async function replayRegressions(
  regressions: readonly Regression[],
  strategies: readonly NamedStrategy[],
  scope: Scope,
  folder: string,
): Promise<readonly RegressionOutcome[]> {
  const known = new Map(strategies.map((named) => [identityOf(named.word, folder), named]))
  const chosen = regressions.flatMap((regression) => {
    const named = known.get(identityOf(regression.strategy, folder))
    return named !== undefined && isInScope(regression, scope) ? [{ regression, named }] : []
  })
  const tasks = chosen.map(({ regression, named }) => ({
    kind: 'replay' as const,
    strategy: named.word,
    folder,
    beat: null,
    unit: unitOfRegression(regression, named.strategy.name),
    choices: parsePath(regression.path),
  }))
  if (tasks.length === 0) return []
  const answers = await runTasks<'replay'>(tasks, {
    jobs: 1,
    brief: true,
    limits: scope.limits,
    guarded: chosen.some(({ named }) => mayHang(named.word)),
  })
  return chosen.map(({ regression, named }, at): RegressionOutcome => {
    const [task, replayed] = [tasks[at], answers[at]]
    if (isLost(replayed)) return { regression, outcome: 'undecided', reason: replayed.reason }
    const judgement = replayed?.judgements[0]
    if (task === undefined || replayed === undefined || judgement === undefined) {
      throw new RangeError('a replay has an answer')
    }
    if (replayed.misfitAt >= 0) {
      return { regression, outcome: 'misfit', choice: replayed.misfitAt + 1 }
    }
    const { unit, choices } = task
    const cell = replayedCell(named.strategy, unit, replayed, judgement, choices)
    if (cell.counterexample === null) return { regression, outcome: 'fixed' }
    const counterexample = { ...cell.counterexample, schedule: 0, from: 'regressions' as const }
    return {
      regression,
      outcome: 'broken',
      cell: withWord({ ...cell, counterexample }, named.word),
    }
  })
}
