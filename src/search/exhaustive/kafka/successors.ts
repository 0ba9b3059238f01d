/** All states that are one step of the storm away. */

import type { FaultName } from '../../../model/faults/all.ts'
import { inject, isPossible } from '../../../model/faults/inject.ts'
import { faultName } from '../../../model/faults/names.ts'
import { actionOf } from '../../../model/run/action.ts'
import { enabled } from '../../../model/run/enabled.ts'
import { isQuiescent } from '../../../model/run/quiescent.ts'
import { step } from '../../../model/run/step.ts'
import type { Visit } from '../state-space/model.ts'
import { type KafkaSearch, type KafkaState, restoreState, saveState } from './kafka-state.ts'
import { chosenActions } from './offered.ts'
import { aloneFirst, tellsNothing } from './reduction.ts'
import { instanceOf, own, reachOf, setStage, touchedBy } from './stage.ts'

/** Visits the successors: of ordinary actions first, then of faults. */
export function visitSuccessors(
  search: KafkaSearch,
  state: KafkaState,
  visit: Visit<KafkaState>,
): void {
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
    if (fault !== undefined && possible[k])
      visitFault(search, state, faultName(fault), count + k, visit)
  }
}

/**
 * Where some actions may go first without anything being missed (`reduction.ts`), the others are
 * left for later, provided that no verdict depends on when these happen.
 */
function visitOrdinary(search: KafkaSearch, state: KafkaState, visit: Visit<KafkaState>): void {
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

function afterAction(search: KafkaSearch, state: KafkaState, option: number): KafkaState {
  const { stage, list, path } = search
  const action = actionOf(list, option)
  restoreState(search, state)
  const touched = touchedBy(stage.messages, action)
  own(stage, reachOf(action.kind), instanceOf(stage.messages, action), touched)
  step(stage, action)
  path.length = 0
  path.push(option)
  return saveState(search, action.kind === 'poll-timeout' && isQuiescent(stage), state.prints)
}

function visitFault(
  search: KafkaSearch,
  state: KafkaState,
  fault: FaultName,
  option: number,
  visit: Visit<KafkaState>,
): void {
  const { stage, choices, path } = search
  choices.begin()
  do {
    restoreState(search, state)
    own(stage, 'all', 0)
    choices.rewind()
    inject(stage, fault, choices)
    search.met.strikes[fault] = (search.met.strikes[fault] ?? 0) + 1
    path.length = 0
    path.push(option, ...choices.script)
    visit(saveState(search, false, state.prints), path)
  } while (choices.advance())
}
