/**
 * The steps of a delay-bounded search: what comes first is taken, but for a bounded number of
 * delays, each of which holds something back from some moment on until any later one.
 *
 * A delay that holds back what does not come first yet is one that begins later, so that only what
 * comes first is held back. It ends where it held back what comes first, or where nothing else can
 * happen: ending it elsewhere is ending it later. Faults are tried in every state, whatever else
 * is slow.
 *
 * Source: Emmi, Qadeer, Rakamarić, "Delay-Bounded Scheduling", POPL 2011.
 */
import type { Action } from '../../../model/run/action.ts'
import { type ActionList, actionOf } from '../../../model/run/action-list.ts'
import { holdsBack, isOfMessage, processOf, taskOf } from '../../../model/run/delay.ts'
import type { Delay, Scope } from '../../../model/run/delays.ts'
import type { World } from '../../../model/world.ts'
import { type Hash, hashNumber, hashText } from '../../../properties/state/hash.ts'
import { ticketName } from './canonical-names.ts'
import { firstDue, isIdle } from './due-order.ts'
import type { Parts } from './scratch-world.ts'

/** A step, and what is held back after it. */
export interface DelayedStep {
  readonly option: number
  readonly delays: Delay[]
  readonly delaysLeft: number
}

/** The steps from here; `options` are what can happen, at least one. */
export function delayedSteps(
  world: World,
  list: ActionList,
  options: readonly number[],
): readonly DelayedStep[] {
  const steps: DelayedStep[] = []
  const slow = world.delays.filter((delay) => stillHolds(world, list, options, delay))
  begin(world, list, options, slow, world.delaysLeft, steps)
  const next = steps[0]?.option
  for (const rest of subsetsOf(slow)) {
    const option = firstDue(world, list, options, (action) => isHeld(world, rest, action))
    if (option < 0 || option === next || isIdle(world, actionOf(list, option))) continue
    if (steps.some((step) => step.option === option && step.delays.length > rest.length)) continue
    steps.push({ option, delays: [...rest], delaysLeft: world.delaysLeft })
  }
  return steps
}

/** Whether it can hold anything back from here on. */
function stillHolds(
  world: World,
  list: ActionList,
  options: readonly number[],
  delay: Delay,
): boolean {
  if (delay.scope !== 'action' && world.instances[delay.process]?.status === 'live') return true
  return options.some((option) => holdsBack(world, delay, actionOf(list, option)))
}

/** All but the whole, those with most in them first. */
function subsetsOf(delays: readonly Delay[]): readonly (readonly Delay[])[] {
  const subsets: (readonly Delay[])[] = []
  for (let mask = 2 ** delays.length - 2; mask >= 0; mask--) {
    subsets.push(delays.filter((_, at) => (mask & (1 << at)) !== 0))
  }
  return subsets
}

function begin(
  world: World,
  list: ActionList,
  options: readonly number[],
  delays: readonly Delay[],
  left: number,
  steps: DelayedStep[],
): void {
  const first = firstDue(world, list, options, (action) => isHeld(world, delays, action))
  const action = actionOf(list, Math.max(first, 0))
  if (first < 0 || (delays.length > 0 && isIdle(world, action))) {
    // Nothing else can happen: delays are over.
    const freed = firstDue(world, list, options, () => false)
    steps.push({ option: freed, delays: [], delaysLeft: left })
    return
  }
  steps.push({ option: first, delays: [...delays], delaysLeft: left })
  if (left === 0) return
  for (const delay of delaysOf(world, action)) {
    const more = [...delays, delay]
    const next = firstDue(world, list, options, (one) => isHeld(world, more, one))
    if (next < 0 || isIdle(world, actionOf(list, next))) continue
    begin(world, list, options, more, left - 1, steps)
  }
}

function isHeld(world: World, delays: readonly Delay[], action: Action): boolean {
  return delays.some((delay) => holdsBack(world, delay, action))
}

const scopes: readonly Scope[] = ['action', 'messages', 'process']

/** What can be slow so that the action is. */
function delaysOf(world: World, action: Action): readonly Delay[] {
  const { kind, subject } = action
  const [task, process] = [taskOf(action), processOf(world, action)]
  const own = process < 0 ? scopes.slice(0, 1) : scopes
  const all = own.map((scope) => ({ scope, kind, subject, task, process, left: 0 }))
  return all.filter((delay) => holdsBack(world, delay, action))
}

/** Hashes what is slow, and the order across senders, by which the first is chosen. */
export function hashDelays(hash: Hash, { messages, delays, delaysLeft }: Parts): void {
  for (let i = 0; i < messages.length; i++) hashNumber(hash, messages[i]?.instance ?? -1)
  hashNumber(hash, delaysLeft)
  hashNumber(hash, delays.length)
  for (const delay of delays) {
    hashText(hash, delay.scope)
    hashNumber(hash, delay.process)
    if (delay.scope === 'action') hashAction(hash, messages, delay)
  }
}

function hashAction(hash: Hash, messages: Parts['messages'], { kind, subject, task }: Delay): void {
  if (isOfMessage(kind)) return hashNumber(hash, ticketName(messages, subject))
  hashText(hash, kind)
  hashNumber(hash, subject)
  hashNumber(hash, task)
}
