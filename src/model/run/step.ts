/** Takes one ordinary action. */
import { runTask } from '../client-actions/run-task.ts'
import { answer } from '../cluster-actions/answer.ts'
import { apply } from '../cluster-actions/apply.ts'
import type { World } from '../world.ts'
import type { Action } from './action.ts'
import { allActions } from './all-actions.ts'
import { modelEngine } from './model-engine.ts'

/** Takes the action: time moves to when it is due, unless it is late already. */
export function step(world: World, { kind, subject, detail, due }: Action): void {
  if (due > world.now) world.now = due
  // Nearly all are of these three, and a call whose target is known is the fastest.
  if (kind === 'run') runTask.fire(world, modelEngine, subject, detail)
  else if (kind === 'apply') apply.fire(world, modelEngine, subject, detail)
  else if (kind === 'answer') answer.fire(world, modelEngine, subject, detail)
  else allActions[kind].fire(world, modelEngine, subject, detail)
}
