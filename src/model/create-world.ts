/** The world of a run before anything has happened in it. */

import type { Ports } from './cluster/cluster.ts'
import { createCluster } from './cluster/create-cluster.ts'
import { faultNames } from './faults/names.ts'
import type { Emit } from './history.ts'
import { type Runnable, StrategyFailure } from './instance/ops.ts'
import { createServices } from './instance/services.ts'
import { createPorts } from './ports.ts'
import { createActionList } from './run/action-list.ts'
import { landmarkOf } from './run/landmarks.ts'
import type { Scenario } from './scenario.ts'
import { retryTopicsOf } from './siblings.ts'
import type { World } from './world.ts'

/** Makes the world of a scenario; events go to `emit`. */
export function createWorld(
  strategy: Runnable,
  scenario: Scenario,
  emit: Emit,
  portsOf: (world: () => World) => Ports = createPorts,
): World {
  const { otherTopics = [] } = strategy
  if (!isListOfNames(otherTopics)) {
    throw new StrategyFailure(`otherTopics of ${strategy.name} must be a list of names`)
  }
  const topics = [scenario.topic, ...otherTopics]
  if (topics.some((topic, at) => topics.indexOf(topic) !== at)) {
    throw new StrategyFailure(
      `otherTopics of ${strategy.name} name a topic twice, or that of the run`,
    )
  }
  const allowed = faultNames.filter((fault) => (scenario.budgets[fault] ?? 0) > 0)
  const world: World = {
    scenario,
    settings: scenario.settings,
    strategy,
    now: 0,
    phase: 'storm',
    cluster: createCluster(scenario, retryTopicsOf(strategy, scenario), otherTopics),
    messages: [],
    nextTicket: 0,
    instances: [],
    running: [],
    slots: [],
    store: { offsets: [] },
    commits: [],
    transactions: [],
    toProduce: [],
    produced: 0,
    nextProduceDue: 0,
    poisoned: [],
    conditions: [],
    outage: false,
    faultsLeft: scenario.faultsMax,
    delays: [],
    delaysLeft: scenario.delaysMax ?? 0,
    faultsAllowed: allowed,
    budgets: allowed.map((fault) => scenario.budgets[fault] ?? 0),
    membershipVersion: 0,
    pendingExpirations: { membershipVersion: -1, list: createActionList() },
    progress: 0,
    happened: 0,
    services: createServices(scenario),
    emit: (event) => {
      world.happened |= landmarkOf(event)
      emit(event)
    },
    ports: portsOf(() => world),
  }
  return world
}

/** A file of a user's may say anything. */
function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '')
}
