/** All states that are one step of the storm away. */

import type { FaultName } from '../../../model/faults/all.ts'
import { inject, isPossible } from '../../../model/faults/inject.ts'
import { faultName } from '../../../model/faults/names.ts'
import { actionOf } from '../../../model/run/action-list.ts'
import { enabled } from '../../../model/run/enabled.ts'
import { isQuiescent } from '../../../model/run/quiescent.ts'
import { step } from '../../../model/run/step.ts'
import type { Visit } from '../state-space/model.ts'
import { delayedSteps } from './delayed-steps.ts'
import { enabledOptions } from './enabled-options.ts'
import { type KafkaSearch, type KafkaState, restoreState, saveState } from './kafka-state.ts'
import { aloneFirst, isInvisible } from './reduction.ts'
import { instanceOf, own, type Parts, reachOf, setParts, touchedBy } from './scratch-world.ts'

/** Visits the successors: of ordinary actions first, then of faults. */
export function visitSuccessors(
  search: KafkaSearch,
  state: KafkaState,
  visit: Visit<KafkaState>,
): void {
  if (state.over) return
  const { scratch, list } = search
  setParts(scratch, state.parts)
  enabled(scratch, list)
  const { count } = list
  if (count === 0) return
  const faults = scratch.faultsLeft > 0 ? scratch.faultsAllowed : []
  const possible = faults.map((fault) => isPossible(scratch, fault))
  if (search.delays === null) visitOrdinary(search, state, visit)
  else visitDelayed(search, state, visit)
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
  const chosen = enabledOptions(search.scratch, search.list, search.idlePollsMax)
  const first = search.reduce
    ? aloneFirst(search.scratch, search.list, chosen, search.disturbers)
    : chosen
  let rest = first.length < chosen.length
  const needless: KafkaState[] = []
  for (const option of first) {
    const next = afterAction(search, state, option)
    if (rest) needless.push(next)
    visit(next, search.path)
  }
  rest = rest && !needless.every((next) => isInvisible(search, state, next))
  if (!rest) return
  for (const option of chosen) {
    if (!first.includes(option)) visit(afterAction(search, state, option), search.path)
  }
}

/** What comes first, and what comes first while one thing or another is held back. */
function visitDelayed(search: KafkaSearch, state: KafkaState, visit: Visit<KafkaState>): void {
  const { scratch, list } = search
  const options = enabledOptions(scratch, list, search.idlePollsMax)
  const steps = delayedSteps(scratch, list, options)
  for (const { option, delays, delaysLeft } of steps) {
    visit(afterAction(search, state, option, { delays, delaysLeft }), search.path)
  }
}

function afterAction(
  search: KafkaSearch,
  state: KafkaState,
  option: number,
  slow: Pick<Parts, 'delays' | 'delaysLeft'> = state.parts,
): KafkaState {
  const { scratch, list, path } = search
  const action = actionOf(list, option)
  restoreState(search, state)
  const touched = touchedBy(scratch.messages, action)
  own(scratch, reachOf(action.kind), instanceOf(scratch.messages, action), touched)
  scratch.delays = slow.delays
  scratch.delaysLeft = slow.delaysLeft
  step(scratch, action)
  path.length = 0
  path.push(option)
  return saveState(search, action.kind === 'poll-timeout' && isQuiescent(scratch), state)
}

function visitFault(
  search: KafkaSearch,
  state: KafkaState,
  fault: FaultName,
  option: number,
  visit: Visit<KafkaState>,
): void {
  const { scratch, choices, path } = search
  choices.begin()
  do {
    restoreState(search, state)
    own(scratch, 'all', 0)
    choices.rewind()
    inject(scratch, fault, choices)
    search.coverage.fired[fault] = (search.coverage.fired[fault] ?? 0) + 1
    path.length = 0
    path.push(option, ...choices.chosen)
    visit(saveState(search, false, state), path)
  } while (choices.advance())
}
