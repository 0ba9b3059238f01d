/** Stories of counterexamples that are played again, for tests of what the explorer is given. */
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import type { PropertyName } from '../../../src/properties/all.ts'
import { properties } from '../../../src/properties/all.ts'
import { explorerStory } from '../../../src/report/explorer/build-story.ts'
import type { ExplorerStory } from '../../../src/report/explorer/explorer-story.ts'
import { cellScenario } from '../../../src/search/planning/plan.ts'
import { type ReplayRequest, type Traced, traceReplay } from '../../../src/search/replay/replay.ts'
import { parsePath } from '../../../src/search/schedules/path.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { strategies } from '../../../src/strategies/all.ts'

const settings = { 'auto.offset.reset': 'earliest' } as const

/** What to play. */
export function requestFor(name: string, fault: string, path: string): ReplayRequest {
  const strategy = strategies.find((entry) => entry.strategy.name === name)?.strategy
  if (strategy === undefined) throw new Error(`no strategy ${name}`)
  const scenario = cellScenario(strategy, fault, settings, defaultScenario)
  return { strategy, scenario, choices: parsePath(path), properties, runner: runStrategy }
}

/** Plays it and makes the story of the property. */
export function tracedStory(
  name: string,
  fault: string,
  property: PropertyName,
  path: string,
): { readonly story: ExplorerStory; readonly traced: Traced } {
  const traced = traceReplay(requestFor(name, fault, path))
  const witnesses = traced.judgements.find((one) => one.property === property)?.witnesses ?? []
  const counterexample = {
    path,
    replay: `ackurate replay ${name} --faults ${fault} --path ${path}`,
    schedule: 0,
    choicesFound: 0,
    choices: 0,
    witnesses,
    events: traced.events,
  }
  const cell: Cell = {
    strategy: name,
    fault,
    property,
    settings,
    verdict: 'violated',
    reason: null,
    claimed: false,
    search: { mode: 'replay', schedules: 1, complete: true },
    counterexample,
  }
  const words = { seed: '42', statement: 'It holds.' }
  return { story: explorerStory(cell, counterexample, traced.trace, words), traced }
}
