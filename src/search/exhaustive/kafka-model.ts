/**
 * The Kafka world as a model for exhaustive search.
 *
 * A transition is one step of the storm as `model/run.ts` takes it: an ordinary action, or a fault
 * with its target and details; the choices are those that a path holds. When a step leaves the
 * storm quiet, the state has no successors: the calm follows, and what it comes to is the verdict.
 */
import { actionOf, createActionList } from '../../model/action.ts'
import { enabled } from '../../model/enabled.ts'
import type { FaultName } from '../../model/faults.ts'
import type { HistoryEvent } from '../../model/history.ts'
import { inject, isPossible } from '../../model/inject/inject.ts'
import { createServices } from '../../model/instance/services.ts'
import { isQuiet } from '../../model/quiet.ts'
import { endRun } from '../../model/run.ts'
import type { Scenario } from '../../model/scenario.ts'
import { step } from '../../model/step.ts'
import type { Property } from '../../properties/property.ts'
import type { Strategy } from '../../strategies/strategy.ts'
import { mixWorld } from './kafka/fingerprint.ts'
import { createHash, finish, resetHash } from './kafka/hash.ts'
import { createHistoryJudge, eventsOf, type StateJudge, type Told } from './kafka/history-judge.ts'
import { chosenActions } from './kafka/offered.ts'
import { createProgramTree, type ProgramTree } from './kafka/program-tree.ts'
import { createScriptedChoices } from './kafka/scripted-choices.ts'
import {
  createStage,
  instanceOf,
  own,
  type Parts,
  partsOf,
  reachOf,
  setStage,
} from './kafka/stage.ts'
import { traced } from './kafka/traced-program.ts'
import type { Model, Visit } from './model.ts'

/** A state of the search: what stands on the stage, and what the judge knows. */
export interface KafkaState {
  readonly parts: Parts
  readonly judged: unknown
  /** The storm is over: the calm follows. */
  readonly over: boolean
}

export interface KafkaModelOptions {
  /**
   * So often in a row a poll returns nothing while the world makes no progress, as long as anything
   * else could happen: a program that polls in vain for ever makes the state space infinite.
   */
  readonly idlePollsMax?: number
  /** False: nothing is left out because other steps do the same; absent: true. */
  readonly reduce?: boolean
}

export interface KafkaModel extends Model<KafkaState> {
  /** The programs of this search; it grows as states are visited. */
  readonly tree: ProgramTree
  /** All that happened until the state; the calm included, if its storm is over. */
  history(state: KafkaState): HistoryEvent[]
}

const idlePollsMaxByDefault = 1

/** A model of the strategy in the scenario. Throws `StrategyFailure` where it cannot be searched. */
export function createKafkaModel(
  strategy: Strategy,
  scenario: Scenario,
  properties: readonly Property[],
  options: KafkaModelOptions = {},
): KafkaModel {
  const context = { reprocessingMax: strategy.reprocessingMax?.(scenario.settings) ?? null }
  const judge: StateJudge<Told | null> = createHistoryJudge(properties, context)
  const tree = createProgramTree(strategy, createServices(scenario))
  const program = traced(tree)
  const choices = createScriptedChoices()
  const idlePollsMax = options.idlePollsMax ?? idlePollsMaxByDefault
  const stage = createStage(program, scenario, choices, judge.emit)
  const list = createActionList()
  /** Asked while a visitor looks at a successor, when `list` is still needed. */
  const ending = createActionList()
  const hash = createHash()
  const path: number[] = []

  const take = (over: boolean): KafkaState => ({
    parts: partsOf(stage),
    judged: judge.save(),
    over,
  })
  const go = (state: KafkaState): void => {
    setStage(stage, state.parts)
    judge.restore(state.judged as Told | null)
  }
  const forEachOrdinary = (state: KafkaState, visit: Visit<KafkaState>): void => {
    const chosen = chosenActions(stage, list, idlePollsMax)
    for (const option of chosen) {
      const action = actionOf(list, option)
      go(state)
      own(stage, reachOf(action.kind), instanceOf(stage.messages, action))
      step(stage, action)
      path.length = 0
      path.push(option)
      visit(take(action.kind === 'poll-timeout' && isQuiet(stage)), path)
    }
  }
  const forEachFault = (
    state: KafkaState,
    fault: FaultName,
    option: number,
    visit: Visit<KafkaState>,
  ): void => {
    choices.begin()
    do {
      go(state)
      own(stage, 'all', 0)
      choices.rewind()
      inject(stage, fault, choices)
      path.length = 0
      path.push(option, ...choices.script)
      visit(take(false), path)
    } while (choices.advance())
  }
  const isOver = (state: KafkaState): boolean => {
    if (state.over) return true
    setStage(stage, state.parts)
    enabled(stage, ending)
    return ending.count === 0
  }
  const end = (state: KafkaState): void => {
    go(state)
    own(stage, 'all', 0)
    endRun(stage)
  }
  return {
    tree,
    initial: (visit) => {
      choices.begin()
      do {
        choices.rewind()
        judge.restore(null)
        const fresh = createStage(program, scenario, choices, judge.emit)
        setStage(stage, partsOf(fresh))
        visit(take(false), choices.script)
      } while (choices.advance())
    },
    forEachSuccessor: (state, visit) => {
      if (state.over) return
      setStage(stage, state.parts)
      enabled(stage, list)
      const { count } = list
      if (count === 0) return
      const possible =
        stage.faultsLeft > 0 ? stage.faultsAllowed.map((f) => isPossible(stage, f)) : []
      forEachOrdinary(state, visit)
      const faults = state.parts.faultsAllowed
      for (let k = 0; k < possible.length; k++) {
        const fault = faults[k]
        if (fault !== undefined && possible[k]) forEachFault(state, fault, count + k, visit)
      }
    },
    fingerprint: (state, into) => {
      resetHash(hash)
      mixWorld(hash, state.parts, state.over)
      judge.restore(state.judged as Told | null)
      judge.fingerprint(hash)
      finish(hash)
      into[0] = hash.high
      into[1] = hash.low
    },
    broken: (state) => {
      if (!isOver(state)) return 0
      end(state)
      return judge.broken()
    },
    history: (state) => {
      if (isOver(state)) end(state)
      else go(state)
      return eventsOf(judge.save())
    },
  }
}
