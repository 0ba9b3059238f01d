/** Takes one ordinary action. */

import { clusterActions } from '../cluster-actions/all.ts'
import { answer } from '../cluster-actions/answer.ts'
import { apply } from '../cluster-actions/apply.ts'
import type { World } from '../world.ts'
import type { Action } from './action.ts'
import { fireClientAction } from './client-actions.ts'
import { modelEngine } from './model-engine.ts'

/** Takes the action: time moves to when it is due, unless it is late already. */
export function step(world: World, { kind, subject, detail, due }: Action): void {
  if (due > world.now) world.now = due
  switch (kind) {
    case 'run':
    case 'poll-timeout':
    case 'wake':
    case 'retry':
    case 'poll-lapses':
    case 'heartbeat':
    case 'auto-commit-due':
    case 'refresh-metadata':
      return fireClientAction(world, kind, subject, detail)
    // A call whose target is known is the fastest, and nearly all other actions are these two.
    case 'apply':
      return apply.fire(world, modelEngine, subject, detail)
    case 'answer':
      return answer.fire(world, modelEngine, subject, detail)
    default:
      return clusterActions[kind].fire(world, modelEngine, subject, detail)
  }
}
