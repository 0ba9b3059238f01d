/** All states that are one step of the storm away. */

import type { FaultName } from '../../../model/faults.ts'
import { inject, isPossible } from '../../../model/inject/inject.ts'
import type { Runnable } from '../../../model/instance/ops.ts'
import { type ActionList, actionOf } from '../../../model/run/action.ts'
import { enabled } from '../../../model/run/enabled.ts'
import { isQuiescent } from '../../../model/run/quiescent.ts'
import { step } from '../../../model/run/step.ts'
import type { Hash } from '../../../properties/state/hash.ts'
import type { StatefulJudge } from '../../../properties/stateful-judge.ts'
import type { Visit } from '../state-space/model.ts'
import type { Prints } from './fingerprint.ts'
import type { KafkaState } from './kafka-model.ts'
import type { Met } from './met.ts'
import { chosenActions } from './offered.ts'
import type { ProgramTree } from './program-tree.ts'
import { aloneFirst, tellsNothing } from './reduction.ts'
import type { ScriptedChoices } from './scripted-choices.ts'
import type { Spy } from './spy.ts'
import { instanceOf, own, partsOf, reachOf, type Stage, setStage, touchedBy } from './stage.ts'

/** What one search works with. */
export interface Search {
  readonly tree: ProgramTree
  readonly program: Runnable
  readonly judge: StatefulJudge
  readonly spy: Spy
  readonly choices: ScriptedChoices
  readonly stage: Stage
  readonly list: ActionList
  /** Asked while a visitor looks at a successor, when `list` is still needed. */
  readonly ending: ActionList
  readonly hash: Hash
  readonly path: number[]
  readonly idlePollsMax: number
  readonly reduce: boolean
  readonly offsetsVanish: boolean
  readonly met: Met
}

/** The state that the stage and the judge are in; `prints` are of the state that it comes from. */
export function take(
  { stage, judge, spy }: Search,
  over: boolean,
  prints: Prints | null,
): KafkaState {
  return { parts: partsOf(stage), judged: judge.save(), heard: spy.save(), over, prints }
}

/** Goes to a state; nothing of it may be changed before the stage has copies of its own. */
export function go({ stage, judge, spy }: Search, state: KafkaState): void {
  setStage(stage, state.parts)
  judge.restore(state.judged)
  spy.restore(state.heard)
}

/** Visits the successors: of ordinary actions first, then of faults. */
export function visitSuccessors(search: Search, state: KafkaState, visit: Visit<KafkaState>): void {
  if (state.over) return
  const { stage, list } = search
  setStage(stage, state.parts)
  enabled(stage, list)
  const { count } = list
  if (count === 0) return
  const faults = stage.faultsLeft > 0 ? stage.faultsAllowed : []
  const possible = faults.map((fault) => isPossible(stage, fault))
  visitOrdinary(search, state, visit)
  for (let k = 0; k < faults.length; k++) {
    const fault = faults[k]
    if (fault !== undefined && possible[k]) visitFault(search, state, fault, count + k, visit)
  }
}

/**
 * Where some actions may go first without anything being missed (`reduction.ts`), the others are
 * left for later, provided that no verdict depends on when these happen.
 */
function visitOrdinary(search: Search, state: KafkaState, visit: Visit<KafkaState>): void {
  const chosen = chosenActions(search.stage, search.list, search.idlePollsMax)
  const first = search.reduce ? aloneFirst(search.stage, search.list, chosen) : chosen
  let rest = first.length < chosen.length
  const needless: KafkaState[] = []
  for (const option of first) {
    const next = afterAction(search, state, option)
    if (rest) needless.push(next)
    visit(next, search.path)
  }
  rest = rest && !needless.every((next) => tellsNothing(search, state, next))
  if (!rest) return
  for (const option of chosen) {
    if (!first.includes(option)) visit(afterAction(search, state, option), search.path)
  }
}

function afterAction(search: Search, state: KafkaState, option: number): KafkaState {
  const { stage, list, path } = search
  const action = actionOf(list, option)
  go(search, state)
  const touched = touchedBy(stage.messages, action)
  own(stage, reachOf(action.kind), instanceOf(stage.messages, action), touched)
  step(stage, action)
  path.length = 0
  path.push(option)
  return take(search, action.kind === 'poll-timeout' && isQuiescent(stage), state.prints)
}

function visitFault(
  search: Search,
  state: KafkaState,
  fault: FaultName,
  option: number,
  visit: Visit<KafkaState>,
): void {
  const { stage, choices, path } = search
  choices.begin()
  do {
    go(search, state)
    own(stage, 'all', 0)
    choices.rewind()
    inject(stage, fault, choices)
    search.met.strikes[fault] = (search.met.strikes[fault] ?? 0) + 1
    path.length = 0
    path.push(option, ...choices.script)
    visit(take(search, false, state.prints), path)
  } while (choices.advance())
}
