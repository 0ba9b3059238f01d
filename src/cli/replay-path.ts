/** Plays one path and puts it as a comparison of one run. */
import { defined } from '../model/assert.ts'
import { unsearched } from '../search/compare.ts'
import { assembleComparison } from '../search/planning/assemble.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { mayHang } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { replayedCell } from './replayed-cell.ts'
import { headOf, type NamedStrategy, unitsOf, withWord } from './search.ts'
import { UsageError } from './usage-error.ts'
import { isLost } from './workers/lost.ts'
import { requireAnswer, runTasks } from './workers/pool.ts'

/** Replays; throws a UsageError when the path belongs to another scenario. */
export async function replayPath(
  named: NamedStrategy,
  options: SearchOptions,
  choices: readonly number[],
  folder: string,
): Promise<Comparison> {
  const { strategy, word } = named
  const unit = defined(unitsOf([named], options)[0], 'a replay has one unit')
  const task = { kind: 'replay', strategy: word, folder, beat: null, unit, choices } as const
  const { limits } = options
  const pool = { jobs: 1, brief: true, guarded: mayHang(word), limits }
  const [outcome] = await runTasks<'replay'>([task], pool)
  if (isLost(outcome) && outcome.lostTo !== 'stopped') {
    const result = unsearched(unit, strategy, outcome.reason)
    return assembleComparison(headOf([named], options), [unit], [result])
  }
  const replayed = requireAnswer(outcome)
  if (replayed.misfitAt >= 0) {
    throw new UsageError(
      `choice ${replayed.misfitAt + 1} of the path does not fit: the path needs the --faults, ` +
        '--set and sizes of its replay line, and the version that printed it',
    )
  }
  const cells = replayed.judgements.map((judgement) =>
    withWord(replayedCell(strategy, unit, replayed, judgement, choices), word),
  )
  const results = [{ cells, statistics: null, sometimes: null }]
  return assembleComparison(headOf([named], options), [unit], results)
}
