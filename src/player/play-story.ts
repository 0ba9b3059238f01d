/** Plays a counterexample again and watches the network, so that a page can draw it. */
import { AssertionBug } from '../model/assert.ts'
import { properties } from '../properties/all.ts'
import { explorerStory } from '../report/explorer/build-story.ts'
import type { ExplorerStory } from '../report/explorer/explorer-story.ts'
import type { Violation } from '../report/tables/shortest.ts'
import { cellScenario, type Unit } from '../search/planning/plan.ts'
import { traceReplay } from '../search/replay/replay.ts'
import { parsePath } from '../search/schedules/path.ts'
import type { Runner } from '../search/schedules/subject.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'

/** The story with its messages; null: it cannot be played again. */
export function playStory(
  { cell, counterexample }: Violation,
  unit: Unit,
  strategy: AnyStrategy,
  runner: Runner,
): ExplorerStory | null {
  try {
    const traced = traceReplay({
      strategy,
      scenario: cellScenario(strategy, unit.fault, unit.settings, unit.scenario),
      choices: parsePath(counterexample.path),
      properties: properties.filter(({ name }) => name === cell.property),
      runner,
    })
    const [judgement] = traced.judgements
    if (traced.misfitAt >= 0 || judgement === undefined) return null
    const { witnesses } = judgement
    if (witnesses.length === 0) return null
    const statement = properties.find(({ name }) => name === cell.property)?.statement ?? ''
    const whole = { ...counterexample, witnesses, events: traced.events }
    return explorerStory(cell, whole, traced.trace, { seed: unit.seed, statement })
  } catch (error) {
    if (error instanceof AssertionBug) throw error
    return null
  }
}
