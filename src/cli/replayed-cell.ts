/** What one run says of its properties, as cells. */
import { trimCounterexample } from '../report/tables/trim.ts'
import type { Unit } from '../search/planning/plan.ts'
import type { Replayed } from '../search/replay/replay.ts'
import { replayLine } from '../search/replay/replay-line.ts'
import { formatPath } from '../search/schedules/path.ts'
import { isClaimed } from '../search/verdicts/claims.ts'
import { isRebalanceAtStart } from '../search/verdicts/rebalance-at-start.ts'
import type { Cell, Counterexample } from '../search/verdicts/verdict.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'

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
