/**
 * The Kafka world as a model for exhaustive search.
 *
 * A transition is one step of the storm as `run.ts` takes it: an ordinary action, or a fault
 * with its target and details; the choices are those that a path holds. When a step leaves the
 * storm quiet, or a run would take no more of them, the state has no successors: the calm follows,
 * and what it comes to is the verdict.
 */

import { faults } from '../../../model/faults/all.ts'
import type { HistoryEvent } from '../../../model/history.ts'
import { StrategyFailure } from '../../../model/instance/ops.ts'
import { createServices } from '../../../model/instance/services.ts'
import { createActionList } from '../../../model/run/action-list.ts'
import { enabled } from '../../../model/run/enabled.ts'
import { endRun } from '../../../model/run/run.ts'
import type { Scenario } from '../../../model/scenario.ts'
import type { ShippedProperty } from '../../../properties/all.ts'
import { createHash, finish, resetHash } from '../../../properties/state/hash.ts'
import { createStatefulJudge } from '../../../properties/stateful-judge.ts'
import type { Strategy } from '../../../strategies/strategy.ts'
import type { Model, Visit } from '../state-space/model.ts'
import { hashDelays } from './delayed-steps.ts'
import { type Disturbing, disturbersOf } from './disturbers.ts'
import { createEnumeratedChoices } from './enumerated-choices.ts'
import { hashWorld } from './fingerprint.ts'
import { hashTimes } from './hash-times.ts'
import { namesIn } from './judge-names.ts'
import { type KafkaSearch, type KafkaState, restoreState, saveState } from './kafka-state.ts'
import { createProgramTree, type ProgramTree } from './program-tree.ts'
import { createRecorder, eventsOf } from './recorder.ts'
import { replayed } from './replayed-program.ts'
import { createScratchWorld, own, type Parts, partsOf, setParts } from './scratch-world.ts'
import { createStepCoverage, observing, type StepCoverage } from './step-coverage.ts'
import { visitSuccessors } from './successors.ts'
import { roundsOf, wayTo } from './vain-rounds.ts'

export interface KafkaModelOptions {
  /**
   * How often in a row a process may poll in vain while anything else could happen (absent: once):
   * a program that polls in vain for ever would make the state space infinite.
   */
  readonly idlePollsMax?: number
  /** False: nothing is left out because other steps do the same; absent: true. */
  readonly reduce?: boolean
  /** Only schedules with so many delays (`delayed-steps.ts`); null or absent: every order. */
  readonly delays?: number | null
  /**
   * Whether states that differ in time alone are told apart, as they must be where a program reads
   * the clock; absent: false.
   */
  readonly timed?: boolean
  /** Whether the events of every state are recorded, for `history`; absent: false. */
  readonly recordHistory?: boolean
  /** What each fault says that it disturbs; absent: as its own file says. For tests. */
  readonly faults?: readonly Disturbing[]
}

export interface KafkaModel extends Model<KafkaState> {
  /** The programs of this search; it grows as states are visited. */
  readonly tree: ProgramTree
  /** What happened so far; walking a path again counts, too. */
  readonly coverage: StepCoverage
  /**
   * All that happened until the state, if it is recorded; the calm included, if its storm is over.
   */
  history(state: KafkaState): HistoryEvent[]
}

const idlePollsMaxByDefault = 1

/** Every order of events is tried anyway: what is slow for a while is one of them. */
function undelayed(scenario: Scenario): Scenario {
  return { ...scenario, delaysMax: 0 }
}

/** A model of the strategy in the scenario; `StrategyFailure` where it cannot be searched. */
export function createKafkaModel(
  strategy: Strategy,
  given: Scenario,
  properties: readonly ShippedProperty[],
  options: KafkaModelOptions = {},
): KafkaModel {
  const scenario = undelayed(given)
  const search = createSearch(strategy, scenario, properties, options)
  const { tree, scratch, judge, recorder, hash, coverage } = search
  /** Hashes all but the times. */
  const hashUntimed = (state: KafkaState) => {
    resetHash(hash)
    state.hashes = hashWorld(hash, state, search.disturbers)
    if (search.delays !== null) hashDelays(hash, state.parts)
    const { offsetsVanish } = search
    judge.fingerprint(state.judged, { names: namesIn(state.parts), offsetsVanish }, hash)
  }
  const forEachTimed = (state: KafkaState, visit: Visit<KafkaState>) => {
    visitSuccessors(search, state, (next, path) => {
      hashUntimed(next)
      next.way = wayTo(hash, next.parts, state.way)
      if (roundsOf(next.way) <= search.idlePollsMax) visit(next, path)
    })
  }
  return {
    tree,
    coverage,
    initial: (visit) => {
      const { choices } = search
      choices.begin()
      do {
        choices.rewind()
        judge.reset()
        recorder.restore(null)
        setParts(
          scratch,
          partsOf(createScratchWorld(search.program, scenario, choices, recorder.emit)),
        )
        scratch.delaysLeft = search.delays ?? 0
        visit(saveState(search, false, null), choices.chosen)
      } while (choices.advance())
    },
    forEachSuccessor: search.timed
      ? forEachTimed
      : (state, visit) => visitSuccessors(search, state, visit),
    fingerprint: (state, into) => {
      hashUntimed(state)
      if (search.timed) hashTimes(hash, state.parts)
      finish(hash)
      into[0] = hash.high
      into[1] = hash.low
    },
    broken: (state) => {
      if (!isOver(search, state)) return state.judged.broken
      end(search, state)
      return judge.broken()
    },
    history: (state) => {
      if (isOver(search, state)) end(search, state)
      else restoreState(search, state)
      return eventsOf(recorder.save())
    },
  }
}

const severalTopics = 'it reads several topics: it is searched at random only, and not proved'

const severalConsumers =
  'a process of it has several consumers, which share what they remember: such programs are ' +
  'searched at random only, and nothing is proved of them'

function createSearch(
  strategy: Strategy,
  scenario: Scenario,
  properties: readonly ShippedProperty[],
  options: KafkaModelOptions,
): KafkaSearch {
  const { consumersPerProcess = 1, retryTopics = [], otherTopics = [] } = strategy
  if (consumersPerProcess > 1 || retryTopics.length > 0) throw new StrategyFailure(severalConsumers)
  if (otherTopics.length > 0) throw new StrategyFailure(severalTopics)
  const context = { reprocessingMax: strategy.reprocessingMax?.(scenario.settings) ?? null }
  const judge = createStatefulJudge(properties, context, { evidence: false })
  const coverage = createStepCoverage()
  const recorder = createRecorder(observing(coverage, judge.emit), options.recordHistory ?? false)
  const tree = createProgramTree(strategy, createServices(scenario))
  const program = replayed(tree)
  const choices = createEnumeratedChoices()
  const { budgets } = scenario
  const disturbers = disturbersOf(options.faults ?? faults)
  return {
    tree,
    program,
    judge,
    recorder,
    choices,
    scratch: createScratchWorld(program, scenario, choices, recorder.emit),
    list: createActionList(),
    ending: createActionList(),
    hash: createHash(),
    path: [],
    idlePollsMax: options.idlePollsMax ?? idlePollsMaxByDefault,
    reduce: options.reduce ?? true,
    delays: options.delays ?? null,
    timed: options.timed ?? false,
    disturbers,
    offsetsVanish: disturbers.committed.some((fault) => (budgets[fault] ?? 0) > 0),
    coverage,
  }
}

function isOver(search: KafkaSearch, state: KafkaState): boolean {
  if (state.over) return true
  if (clearlyGoesOn(state.parts)) return false
  const { scratch, ending } = search
  setParts(scratch, state.parts)
  enabled(scratch, ending)
  return ending.count === 0
}

/** Whether the first message or a task of a live process can be seen to have a step to take. */
function clearlyGoesOn({ messages, running }: Parts): boolean {
  if (messages[0]?.status === 'sent') return true
  for (let i = 0; i < running.length; i++) {
    const task = running[i]?.tasks[0]
    if (running[i]?.status === 'live' && task?.pending != null && !task.blocked) return true
  }
  return false
}

function end(search: KafkaSearch, state: KafkaState): void {
  restoreState(search, state)
  own(search.scratch, 'all', 0)
  search.scratch.delays = []
  endRun(search.scratch)
}
