/** The default that is found alone is the one that everything possible would put first. */
import { describe, expect, it } from 'vitest'
import type { Choices } from '../../../src/model/choices.ts'
import {
  clusterActions,
  ofAbsence,
  ofBrokers,
  ofCoordinator,
  ofProducers,
  ofSupervisor,
} from '../../../src/model/cluster-actions/all.ts'
import { answer } from '../../../src/model/cluster-actions/answer.ts'
import { apply } from '../../../src/model/cluster-actions/apply.ts'
import type { ClusterAction } from '../../../src/model/cluster-actions/cluster-action.ts'
import { fetchWait } from '../../../src/model/cluster-actions/fetch-wait.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import { faultNames } from '../../../src/model/faults/names.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import {
  type ActionList,
  actionOf,
  createActionList,
  push,
} from '../../../src/model/run/action-list.ts'
import { passDelayed } from '../../../src/model/run/delay.ts'
import { enabled } from '../../../src/model/run/enabled.ts'
import { modelEngine } from '../../../src/model/run/model-engine.ts'
import { type Outcome, run, type Watch } from '../../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'
import type { World } from '../../../src/model/world.ts'
import { RandomChoices } from '../../../src/search/schedules/random-choices.ts'
import { choicesOf } from '../../../src/search/schedules/recording.ts'
import { swarmRanges } from '../../../src/search/schedules/swarm.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

const list = createActionList()
let compared = 0

/** Throws where the default is not what the whole of the possible actions says. */
const compare: Watch = (world, { kind, subject, detail, due }) => {
  // Without what was kept from earlier steps.
  enabled(
    { ...world, pendingExpirations: { membershipVersion: -1, list: createActionList() } },
    list,
  )
  passDelayed(world, list)
  compared++
  compareWithTables(world)
  const wanted = actionOf(list, 0)
  const right =
    wanted.kind === kind &&
    wanted.subject === subject &&
    wanted.detail === detail &&
    wanted.due === due
  if (!right) {
    const found = JSON.stringify({ kind, subject, detail, due })
    throw new Error(`at ${world.now}: ${found} instead of ${JSON.stringify(wanted)}`)
  }
}

const byStatus = { held: fetchWait, sent: apply, answered: answer }
const always = [...ofBrokers, ...ofProducers, ...ofCoordinator]
const absent = [...ofAbsence, ...ofSupervisor]

/** Throws where `enabled`, which names each action of the cluster, leaves one out of the tables. */
function compareWithTables(world: World): void {
  const tables = createActionList()
  for (const [i, message] of world.messages.entries()) {
    const action = byStatus[message.status]
    if (!action.possible(world, modelEngine, message, i)) continue
    push(tables, action.kind, message.ticket, i, action.due(world, modelEngine, message))
  }
  pushEach(tables, always, world)
  const allWell = world.instances.every(
    ({ status, consumer }) => status === 'live' && !consumer.orphaned && !consumer.sessionLapsed,
  )
  if (!allWell || world.outage) pushEach(tables, absent, world)
  const found = list.actions.slice(0, list.count).filter(({ kind }) => kind in clusterActions)
  const [left, right] = [found, tables.actions].map((all) => JSON.stringify(all))
  if (left !== right) throw new Error(`at ${world.now}: ${left} instead of ${right}`)
}

function pushEach(tables: ActionList, actions: readonly ClusterAction[], world: World): void {
  for (const { kind, count, possible, due } of actions) {
    for (let subject = 0; subject < count(world); subject++) {
      if (!possible(world, modelEngine, subject)) continue
      push(tables, kind, subject, 0, due(world, modelEngine, subject))
    }
  }
}

function scenarioOf(
  strategy: Strategy,
  faults: readonly FaultName[],
  settings: Partial<Settings> = {},
): Scenario {
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 3]))
  const all = { ...defaultSettings, ...settings, ...strategy.settings }
  return { ...defaultScenario, faultsMax: 3, budgets, settings: all }
}

interface Told {
  readonly events: readonly HistoryEvent[]
  readonly outcome: Outcome
  readonly choices: readonly number[]
}

function tell(strategy: Strategy, scenario: Scenario, seed: number, lazy: boolean): Told {
  const random = new RandomChoices(swarmRanges(scenario, { steps: 150, landmarks: [] }), seed)
  const asked: Choices = { choose: (bound, what) => random.choose(bound, what) }
  const events: HistoryEvent[] = []
  const emit = (event: HistoryEvent) => events.push(event)
  const outcome = run(strategy, scenario, lazy ? random : asked, emit, lazy ? compare : null)
  return { events, outcome, choices: choicesOf(random.recording) }
}

const shipped = strategies.flatMap(({ strategy }) => ('run' in strategy ? [strategy] : []))

describe('the default', () => {
  it.each(shipped)('$name: is the first of all actions, under every fault', (strategy) => {
    compared = 0
    for (const [seed, fault] of faultNames.entries()) {
      const scenario = scenarioOf(strategy, [fault])
      for (const more of [0, 100, 200]) tell(strategy, scenario, seed + more, true)
    }
    const together = scenarioOf(strategy, faultNames)
    for (let seed = 0; seed < 20; seed++) tell(strategy, together, seed, true)
    expect(compared).toBeGreaterThan(5000)
  })

  it.each([
    { 'group.instance.id': true },
    { 'partition.assignment.strategy': 'cooperative-sticky' },
    { 'enable.auto.commit': true, 'auto.offset.reset': 'none' },
    { 'offsets.topic.replication.factor': 1, 'isolation.level': 'read_committed' },
  ] as const)('is the first of all actions with %j', (settings) => {
    for (const strategy of shipped) {
      const scenario = scenarioOf(strategy, faultNames, settings)
      for (let seed = 0; seed < 12; seed++) tell(strategy, scenario, seed, true)
    }
  })
})

describe('choices that take the default', () => {
  it.each(shipped)('$name: give the run that they give when asked at every step', (strategy) => {
    const scenario = scenarioOf(strategy, faultNames)
    for (let seed = 0; seed < 10; seed++) {
      expect(tell(strategy, scenario, seed, true)).toEqual(tell(strategy, scenario, seed, false))
    }
  })
})
