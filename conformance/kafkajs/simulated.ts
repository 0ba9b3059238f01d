/**
 * What simulated runs of a strategy can come to when one process is killed or asked to stop.
 *
 * Each run is drawn from its number: at which step the fault comes, and how often a message or a
 * handler takes longer. What else the world may choose is left at its first option, which is what
 * the real runs have, too: a plain log, and everything at its usual time.
 */
import seedrandom from 'seedrandom'
import { runKafkajs } from '../../src/kafkajs/run.ts'
import type { Choices, Question } from '../../src/model/choices.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import type { KafkajsStrategy } from '../../src/strategies/kafkajs/service.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { production } from './production.ts'
import { type StoryEvent, storyOf } from './story.ts'

/** What is run: the same on both sides. */
export interface Cell {
  readonly strategy: KafkajsStrategy
  readonly fault: 'crash' | 'shutdown'
  readonly members: number
  /** 3.9 or 4: they differ in places. */
  readonly broker: '3.9' | '4'
}

/** One simulated run. */
export interface SimulatedRun {
  readonly story: readonly StoryEvent[]
  readonly outcome: Outcome
}

/** At which rates a message or a handler takes longer. */
const delayRates = [0, 1 / 64, 1 / 16, 1 / 4] as const

function scenarioOf({ fault, members, broker }: Cell): Scenario {
  return {
    ...defaultScenario,
    partitions: production.partitions,
    records: production.records,
    members,
    brokers: 1,
    faultsMax: 1,
    budgets: { [fault]: 1 },
    newGroup: true,
    settings: {
      ...defaultSettings,
      'broker.version': broker,
      'offsets.topic.replication.factor': 1,
    },
  }
}

/** Asked at each step whether the fault comes now; `events` is what has happened. */
export type Strikes = (events: readonly HistoryEvent[], step: number) => boolean

/** Runs number `number` of the cell; `strikes` says when the fault comes. */
export function simulate(cell: Cell, number: number, strikes: Strikes): SimulatedRun {
  const events: HistoryEvent[] = []
  const choices = choicesOf(`${number}`, (step) => strikes(events, step))
  const scenario = scenarioOf(cell)
  runKafkajs(cell.strategy, scenario, choices, (event) => events.push(event))
  const story = storyOf(events, scenario.topic, scenario.partitions)
  return { story, outcome: outcomeOf(story, production.perPartition) }
}

function choicesOf(seed: string, isNow: (step: number) => boolean): Choices {
  const draw = seedrandom.alea(seed)
  const rate = delayRates[Math.floor(draw() * delayRates.length)] ?? 0
  let step = 0
  let isFirst = true
  return {
    choose: (bound: number, what: Question) => {
      if (what.about === 'world') {
        // The first question is for the chance inside of processes; the others may spoil the log.
        const choice = isFirst ? Math.floor(draw() * bound) : 0
        isFirst = false
        return choice
      }
      if (what.about !== 'step') return Math.floor(draw() * bound)
      step++
      const [fault] = what.faults
      if (fault !== undefined && isNow(step) && what.possible(fault)) return what.ordinary
      if (what.ordinary < 2 || draw() >= rate) return 0
      return 1 + Math.floor(draw() * (what.ordinary - 1))
    },
  }
}
