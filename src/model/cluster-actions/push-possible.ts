import { type ActionList, push } from '../run/action-list.ts'
import type { World } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'
import type { Engine } from './engine.ts'

/** Adds what is possible of these actions, in order. */
export function pushPossible(
  list: ActionList,
  actions: readonly ClusterAction[],
  world: World,
  engine: Engine,
): void {
  for (let a = 0; a < actions.length; a++) {
    const action = actions[a] as ClusterAction
    const count = action.count(world)
    for (let subject = 0; subject < count; subject++) {
      if (!action.possible(world, engine, subject)) continue
      push(list, action.kind, subject, 0, action.due(world, engine, subject))
    }
  }
}
