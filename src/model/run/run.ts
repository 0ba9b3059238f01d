/**
 * Runs one schedule: the storm, in which faults may happen and order is chosen, then the calm, in
 * which neither is and the group must catch up, then the end.
 */

import type { Choices, Question } from '../choices.ts'
import { endStorm } from '../cluster-actions/end-storm.ts'
import { createWorld } from '../create-world.ts'
import { inject, isPossible } from '../faults/inject.ts'
import type { Emit } from '../history.ts'
import type { Runnable } from '../instance/ops.ts'
import { startInNewSlot } from '../instance/starting.ts'
import { clearList } from '../lists.ts'
import type { Meter } from '../meter/meter.ts'
import { createPorts } from '../ports.ts'
import { planProduction } from '../producing.ts'
import type { Scenario } from '../scenario.ts'
import type { World } from '../world.ts'
import { type Action, createAction } from './action.ts'
import { actionOf, createActionList } from './action-list.ts'
import { findDefault } from './default-action.ts'
import { beginDelay, countDelays, findUndelayed, passDelayed } from './delay.ts'
import { enabled } from './enabled.ts'
import { modelEngine } from './model-engine.ts'
import { isQuiescent } from './quiescent.ts'
import { step } from './step.ts'

/** What is known of a run besides its history. */
export interface Outcome {
  /** Actions taken, in the storm and in the calm. */
  readonly steps: number
  /** Actions taken in the storm: as many choices of kind `step` were asked. */
  readonly stormSteps: number
  /** The calm ended by itself: nothing was left to do, or nobody to do it. */
  readonly drained: boolean
}

/** After so many steps a storm is over, whatever is left to do. */
export const stormStepsMax = 1000
/** After so many steps of calm the group should long have caught up. */
const calmStepsMax = 1500

/** Sees every default before it is taken. */
export type Watch = (world: World, action: Action) => void

/**
 * Runs the strategy in the scenario under the choices; events go to `emit`. `watch` is for tests,
 * which compare each default with all that is possible; `meter` counts what
 * the history does not tell.
 */
export function run(
  strategy: Runnable,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
  watch: Watch | null = null,
  meter?: Meter,
): Outcome {
  const world = startRun(strategy, scenario, choices, emit, meter)
  const stormSteps = storm(world, choices, watch)
  const { steps, drained } = endRun(world, watch)
  return { steps: stormSteps + steps, stormSteps, drained }
}

/** The world of a run when its storm begins: records are planned and the first members started. */
export function startRun(
  strategy: Runnable,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
  meter?: Meter,
): World {
  const world = createWorld(strategy, scenario, emit, (late) => createPorts(late, meter ?? null))
  planProduction(world, (bound, what) => choices.choose(bound, what))
  const members = Math.min(scenario.members, strategy.membersMax ?? scenario.members)
  for (let i = 0; i < members; i++) startInNewSlot(world)
  return world
}

/** All that follows when the storm is over: the calm, and the end of the history. */
export function endRun(
  world: World,
  watch: Watch | null = null,
): { steps: number; drained: boolean } {
  clearList(world.delays)
  endStorm(world, modelEngine)
  const outcome = calm(world, watch)
  world.emit({ kind: 'ended', time: world.now, drained: outcome.drained })
  return outcome
}

const none: readonly string[] = []

function storm(world: World, choices: Choices, watch: Watch | null): number {
  const list = createActionList()
  const first = createAction()
  const question: StepQuestion = {
    about: 'step',
    ordinary: 0,
    faults: none,
    delays: 0,
    happened: 0,
    possible: (fault: string) => isPossible(world, fault),
  }
  for (let steps = 0; ; steps++) {
    if (steps >= stormStepsMax) return steps
    question.faults = world.faultsLeft > 0 ? world.faultsAllowed : none
    question.delays = world.delaysLeft > 0 ? 1 : 0
    question.happened = world.happened
    world.happened = 0
    if (world.delays.length > 0) countDelays(world)
    let action = first
    if (choices.takesDefault?.(question) === true) {
      if (!findUndelayed(world, list, first)) return steps
      watch?.(world, first)
    } else {
      enabled(world, list)
      if (list.count === 0) return steps
      passDelayed(world, list)
      const option = ask(choices, question, list.count)
      if (option >= list.count) {
        const fault = question.faults[option - list.count]
        if (fault !== undefined) inject(world, fault, choices)
        else beginDelay(world, list, choices)
        continue
      }
      action = actionOf(list, option)
    }
    const mayBeQuiet = action.kind === 'poll-timeout'
    step(world, action)
    if (mayBeQuiet && isQuiescent(world)) return steps + 1
  }
}

type StepQuestion = { -readonly [K in keyof Question]: Question[K] }

function ask(choices: Choices, question: StepQuestion, ordinary: number): number {
  question.ordinary = ordinary
  return choices.choose(ordinary + question.faults.length + question.delays, question)
}

function calm(world: World, watch: Watch | null): { steps: number; drained: boolean } {
  const first = createAction()
  for (let steps = 0; ; steps++) {
    if (!findDefault(world, first)) return { steps, drained: true }
    if (steps >= calmStepsMax) return { steps, drained: false }
    watch?.(world, first)
    const mayBeQuiet = first.kind === 'poll-timeout' || first.kind === 'restart'
    step(world, first)
    if (mayBeQuiet && isQuiescent(world)) return { steps: steps + 1, drained: true }
  }
}
