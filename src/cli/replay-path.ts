/** Plays one path and puts it as a comparison of one run. */
import { defined } from '../model/assert.ts'
import { trimCounterexample } from '../report/tables/trim.ts'
import { unsearched } from '../search/compare.ts'
import { assembleComparison } from '../search/planning/assemble.ts'
import type { Unit } from '../search/planning/plan.ts'
import type { Replayed } from '../search/replay/replay.ts'
import { replayLine } from '../search/replay/replay-line.ts'
import { formatPath } from '../search/schedules/path.ts'
import { isClaimed } from '../search/verdicts/claims.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { isRebalanceAtStart } from '../search/verdicts/rebalance-at-start.ts'
import type { Cell, Counterexample } from '../search/verdicts/verdict.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'
import { mayHang } from './loading/load-strategy.ts'
import type { SearchOptions } from './options/options.ts'
import { headOf, type NamedStrategy, unitsOf, withWord } from './search.ts'
import { UsageError } from './usage-error.ts'
import { isLost } from './workers/lost.ts'
import { requireAnswer, runTasks } from './workers/pool.ts'

type Judgement = Replayed['judgements'][number]

function counterexampleOf(
  unit: Unit,
  replayed: Replayed,
  { witnesses }: Judgement,
  choices: readonly number[],
): Counterexample {
  const last = witnesses.reduce((latest, { at }) => Math.max(latest, at), 0)
  const events = replayed.events.slice(0, last + 1)
  return trimCounterexample({
    path: formatPath(choices),
    replay: replayLine(unit.strategy, unit.fault, unit.settings, unit.scenario, choices),
    schedule: 1,
    choicesFound: choices.length,
    choices: choices.length,
    witnesses,
    ...(isRebalanceAtStart(events, witnesses) ? { rebalanceAtStart: true } : {}),
    events,
  })
}

/** What a replay says of one property. */
export function replayedCell(
  strategy: AnyStrategy,
  unit: Unit,
  replayed: Replayed,
  judgement: Judgement,
  choices: readonly number[],
): Cell {
  const { fault, settings } = unit
  const { property, witnesses, notApplicable } = judgement
  const violated = witnesses.length > 0
  return {
    strategy: strategy.name,
    fault,
    property,
    settings,
    verdict: violated ? 'violated' : notApplicable === null ? 'holds' : 'vacuous',
    reason: violated ? null : notApplicable,
    claimed: isClaimed(strategy, property, fault, settings),
    search: { mode: 'replay', schedules: 1, complete: true },
    counterexample: violated ? counterexampleOf(unit, replayed, judgement, choices) : null,
  }
}

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
  const [outcome] = await runTasks<'replay'>([task], { jobs: 1, guarded: mayHang(word), limits })
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
