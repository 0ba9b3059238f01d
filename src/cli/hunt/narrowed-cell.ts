/** Tells what was found under many faults under those which it needs. */
import { properties } from '../../properties/all.ts'
import { cellScenario, type Unit } from '../../search/planning/plan.ts'
import { replay } from '../../search/replay/replay.ts'
import { parsePath } from '../../search/schedules/path.ts'
import type { Runner } from '../../search/schedules/subject.ts'
import { narrow } from '../../search/shrinking/narrow.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { replayedCell } from '../replayed-cell.ts'

/** The violated cell, told under as few faults as show it; the same where it needs them all. */
export function narrowedCell(unit: Unit, cell: Cell, strategy: AnyStrategy, runner: Runner): Cell {
  const property = properties.find(({ name }) => name === cell.property)
  const { counterexample } = cell
  if (cell.verdict !== 'violated' || property === undefined || counterexample === null) return cell
  const choices = parsePath(counterexample.path)
  const narrowed = narrow(unit, strategy, property, choices, runner)
  if (narrowed === null) return cell
  const of = { ...unit, fault: narrowed.fault }
  const played = replay({
    strategy,
    scenario: cellScenario(strategy, of.fault, of.settings, of.scenario),
    choices: narrowed.choices,
    properties: [property],
    runner,
  })
  const [judgement] = played.judgements
  if (judgement === undefined) return cell
  const reported = replayedCell(strategy, of, played, judgement, narrowed.choices)
  if (!reported.claimed || reported.counterexample === null) return cell
  const { schedule, choicesFound } = counterexample
  const found = { ...reported.counterexample, schedule, choicesFound }
  return { ...reported, search: cell.search, counterexample: found }
}
