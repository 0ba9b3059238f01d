/**
 * Runs one schedule: the storm, in which faults may happen and order is chosen, then the calm, in
 * which neither is and the group must catch up, then the end.
 */
import { actionOf, createActionList } from './action.ts'
import type { Choices, Question } from './choices.ts'
import { createWorld } from './create-world.ts'
import { enabled } from './enabled.ts'
import type { FaultName } from './faults.ts'
import type { Emit } from './history.ts'
import { inject, isPossible } from './inject/inject.ts'
import { endBackOff } from './instance/ending.ts'
import type { Runnable } from './instance/runnable.ts'
import { startInNewSlot } from './instance/starting.ts'
import { planProduction, produceLast } from './producing.ts'
import { isQuiet } from './quiet.ts'
import type { Scenario } from './scenario.ts'
import { step } from './step.ts'
import type { World } from './world.ts'

export { type Runnable, StrategyFailure } from './instance/runnable.ts'

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
const stormStepsMax = 1000
/** After so many steps of calm the group should long have caught up. */
const calmStepsMax = 1500

/** Runs the strategy in the scenario under the choices; events go to `emit`. */
export function run(strategy: Runnable, scenario: Scenario, choices: Choices, emit: Emit): Outcome {
  const world = createWorld(strategy, scenario, emit)
  planProduction(world, (bound, what) => choices.choose(bound, what))
  const members = Math.min(scenario.members, strategy.membersMax ?? scenario.members)
  for (let i = 0; i < members; i++) startInNewSlot(world)
  const stormSteps = storm(world, choices)
  world.phase = 'calm'
  endBackOff(world)
  emit({ kind: 'calm', time: world.now })
  produceLast(world)
  const { steps, drained } = calm(world)
  emit({ kind: 'ended', time: world.now, drained })
  return { steps: stormSteps + steps, stormSteps, drained }
}

const none: readonly FaultName[] = []

function storm(world: World, choices: Choices): number {
  const list = createActionList()
  const question = {
    about: 'step' as const,
    ordinary: 0,
    faults: none,
    possible: (fault: FaultName) => isPossible(world, fault),
  } satisfies Question & { ordinary: number; faults: readonly FaultName[] }
  for (let steps = 0; ; steps++) {
    enabled(world, list, false)
    if (steps >= stormStepsMax || list.count === 0) return steps
    const faults = world.faultsLeft > 0 ? world.faultsAllowed : none
    question.ordinary = list.count
    question.faults = faults
    const option = choices.choose(list.count + faults.length, question)
    const fault = option < list.count ? undefined : faults[option - list.count]
    if (fault !== undefined) {
      inject(world, fault, choices)
      continue
    }
    if (option > 0) enabled(world, list, true)
    const action = actionOf(list, option)
    const mayBeQuiet = action.kind === 'poll-timeout'
    step(world, action)
    if (mayBeQuiet && isQuiet(world)) return steps + 1
  }
}

function calm(world: World): { steps: number; drained: boolean } {
  const list = createActionList()
  for (let steps = 0; ; steps++) {
    enabled(world, list, false)
    if (list.count === 0) return { steps, drained: true }
    if (steps >= calmStepsMax) return { steps, drained: false }
    const action = list.first
    const mayBeQuiet = action.kind === 'poll-timeout' || action.kind === 'restart'
    step(world, action)
    if (mayBeQuiet && isQuiet(world)) return { steps: steps + 1, drained: true }
  }
}
