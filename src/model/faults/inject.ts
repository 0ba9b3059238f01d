/** How a fault is put into the world. */
import { type Choices, targetQuestion } from '../choices.ts'
import { countFired } from '../meter/count.ts'
import type { World } from '../world.ts'
import { type FaultName, injections } from './all.ts'
import { modelProcesses } from './model-processes.ts'
import type { Processes } from './processes.ts'
import type { Target } from './target.ts'

/** What the fault could hit now; `processes` are those of the run, if it has others. */
export function targetsOf(
  world: World,
  fault: string,
  processes: Processes = modelProcesses,
): readonly Target[] {
  return injections[fault as FaultName].targets(world, processes)
}

/** Whether the fault could hit anything now. */
export function isPossible(
  world: World,
  fault: string,
  processes: Processes = modelProcesses,
): boolean {
  const injection = injections[fault as FaultName]
  if (injection.possible !== undefined) return injection.possible(world)
  return injection.targets(world, processes).length > 0
}

/** Injects the fault into one of its targets, by choice; does nothing if there is none. */
export function inject(
  world: World,
  fault: string,
  choices: Choices,
  processes: Processes = modelProcesses,
): void {
  const targets = targetsOf(world, fault, processes)
  if (targets.length === 0) return
  const target = targets[choices.choose(targets.length, targetQuestion)]
  if (target === undefined) return
  charge(world, fault)
  world.progress++
  injectInto(world, fault, target, choices)
}

/** Injects the fault into that target, whatever is left of its budget. */
export function injectInto(world: World, fault: string, target: Target, choices: Choices): void {
  const { member } = target
  target.inject((detail) => {
    countFired(world)
    world.emit({ kind: 'fault', time: world.now, fault, member, detail })
  }, choices)
}

function charge(world: World, fault: string): void {
  const index = world.faultsAllowed.indexOf(fault)
  world.faultsLeft--
  const left = (world.budgets[index] ?? 1) - 1
  world.budgets[index] = left
  if (left > 0) return
  world.faultsAllowed.splice(index, 1)
  world.budgets.splice(index, 1)
}
