/** Plays counterexamples of shipped programs wherever the model runs: in a browser, too. */
import { run } from '../model/run/run.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ExplorerStory } from '../report/explorer/explorer-story.ts'
import type { Cell, Counterexample } from '../search/verdicts/verdict.ts'
import { strategies } from '../strategies/all.ts'
import type { Strategy } from '../strategies/strategy.ts'
import { playStory } from './play-story.ts'

/** What to play; without events and witnesses, which playing finds. */
export interface PlayRequest {
  readonly cell: Cell
  readonly counterexample: Counterexample
  /** Of the run, before the cell's faults and settings. */
  readonly scenario: Scenario
  readonly seed: string
}

/** By their names; kafkajs has no place in a browser. */
const programs: ReadonlyMap<string, Strategy> = new Map(
  strategies.flatMap(({ strategy }) =>
    'service' in strategy ? [] : [[strategy.name, strategy] as const],
  ),
)

/** Whether a strategy of this name ships and is a program of the model. */
export function isPlayable(strategy: string): boolean {
  return programs.has(strategy)
}

/** The story; null: this version does not do any more what the path once did. */
export function play({ cell, counterexample, scenario, seed }: PlayRequest): ExplorerStory | null {
  const strategy = programs.get(cell.strategy)
  if (strategy === undefined) return null
  const { fault, settings, property } = cell
  const unit = { strategy: strategy.name, fault, settings, properties: [property] }
  return playStory(
    { cell, counterexample },
    { ...unit, scenario, seed, schedules: 1 },
    strategy,
    (_, own, choices, emit, meter) => run(strategy, own, choices, emit, null, meter),
  )
}
