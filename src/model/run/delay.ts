/**
 * Delays: one message, one timer or one whole party is slow for a while, and all else goes on.
 *
 * So look the outages that find mistakes: a broker that answers late, a connection that stalls, a
 * process that gets no processor. A reordering of single steps hardly ever makes them. While a
 * delay lasts what it holds back is taken by nobody's choice but that of the schedule; what comes
 * first of all else is the default. It is over after so many steps, or when nothing else happens.
 *
 * Source: Emmi, Qadeer, Rakamarić, "Delay-Bounded Scheduling", POPL 2011.
 */
import {
  type Choices,
  delayScopeQuestion,
  delayTargetQuestion,
  detailQuestion,
} from '../choices.ts'
import { clearList, removeAt } from '../lists.ts'
import type { World } from '../world.ts'
import { type Action, setAction } from './action.ts'
import { type ActionList, actionOf } from './action-list.ts'
import { findDefault } from './default-action.ts'
import type { Delay, Scope } from './delays.ts'
import { enabled } from './enabled.ts'

const scopes: readonly Scope[] = ['action', 'kind', 'messages', 'process']

/** How many steps a delay may last. */
export const delaySteps = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256] as const

/** Begins a delay of something that could happen now; `list` is filled. */
export function beginDelay(world: World, list: ActionList, choices: Choices): void {
  const target = choices.choose(list.count, delayTargetQuestion)
  const action = actionOf(list, (newestMessage(list) + target) % list.count)
  const scope = scopes[choices.choose(scopes.length, delayScopeQuestion)] ?? 'action'
  const left = delaySteps[choices.choose(delaySteps.length, detailQuestion)] ?? 0
  const process = processOf(world, action)
  const { kind, subject } = action
  const task = taskOf(action)
  world.delaysLeft--
  world.delays.push({ scope: process < 0 ? 'action' : scope, kind, subject, task, process, left })
}

/** The number of the message that was sent last; 0 where none is under way. */
function newestMessage(list: ActionList): number {
  let newest = 0
  let ticket = -1
  for (let i = 0; i < list.count; i++) {
    const { kind, subject } = list.actions[i] as Action
    if (subject <= ticket || !isOfMessage(kind)) continue
    newest = i
    ticket = subject
  }
  return newest
}

/** A step passes. */
export function countDelays({ delays }: World): void {
  for (let i = delays.length - 1; i >= 0; i--) {
    const delay = delays[i]
    if (delay !== undefined && --delay.left < 0) removeAt(delays, i)
  }
}

/** Finds the default, as `findDefault` does, of what is not held back. `list` is written over. */
export function findUndelayed(world: World, list: ActionList, first: Action): boolean {
  if (!findDefault(world, first)) return false
  if (world.delays.length === 0 || !isDelayed(world, first)) return true
  enabled(world, list)
  passDelayed(world, list)
  const { kind, subject, detail, due } = actionOf(list, 0)
  setAction(first, kind, subject, detail, due)
  return true
}

/**
 * Makes something else the default of the list where the default is held back; where nothing else
 * is, delays are over.
 */
export function passDelayed(world: World, list: ActionList): void {
  if (world.delays.length === 0 || !isDelayed(world, actionOf(list, 0))) return
  let best = -1
  let due = 0
  for (let i = 0; i < list.count; i++) {
    const action = list.actions[i] as Action
    if ((best >= 0 && action.due >= due) || isIdle(world, action)) continue
    if (isDelayed(world, action)) continue
    best = i
    due = action.due
  }
  if (best >= 0) list.firstIndex = best
  else clearList(world.delays)
}

/** Whether the action only lets time pass. */
function isIdle(world: World, { kind, subject, detail }: Action): boolean {
  if (kind === 'poll-timeout') return true
  if (kind !== 'wake') return false
  return world.instances[subject]?.tasks[detail]?.pending?.kind === 'sleep'
}

/** Whether one of the delays holds the action back. */
export function isDelayed(world: World, action: Action): boolean {
  const { delays } = world
  for (let i = 0; i < delays.length; i++)
    if (holdsBack(world, delays[i] as Delay, action)) return true
  return false
}

export function holdsBack(world: World, delay: Delay, action: Action): boolean {
  const { kind, subject } = action
  switch (delay.scope) {
    case 'action':
      if (isOfMessage(delay.kind)) return isOfMessage(kind) && subject === delay.subject
      if (isOfTask(delay.kind) && !isOfTask(kind)) return false
      if (!isOfTask(delay.kind) && kind !== delay.kind) return false
      return subject === delay.subject && taskOf(action) === delay.task
    case 'kind':
      return kind === delay.kind && processOf(world, action) === delay.process
    case 'messages':
      return isOfMessage(kind) && processOf(world, action) === delay.process
    default:
      return processOf(world, action) === delay.process
  }
}

export function isOfMessage(kind: Action['kind']): boolean {
  return kind === 'apply' || kind === 'answer' || kind === 'fetch-wait'
}

function isOfTask(kind: Action['kind']): boolean {
  return kind === 'run' || kind === 'wake' || kind === 'poll-timeout'
}

export function taskOf({ kind, detail }: Action): number {
  return isOfTask(kind) ? detail : 0
}

/** Index of the process that the action is of; -1: it is the cluster's. */
export function processOf({ messages }: World, { kind, subject, detail }: Action): number {
  if (isOfMessage(kind)) return messages[detail]?.instance ?? -1
  switch (kind) {
    case 'run':
    case 'wake':
    case 'poll-timeout':
    case 'retry':
    case 'poll-lapses':
    case 'heartbeat':
    case 'auto-commit-due':
    case 'refresh-metadata':
      return subject
    default:
      return -1
  }
}
