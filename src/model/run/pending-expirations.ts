/**
 * What ends the absence of processes, or the membership of who is absent. Saved from step to step,
 * for once a process has ended all of it would be looked through at every step to the end.
 */
import { rebalanceExpires } from '../cluster-actions/rebalance-expires.ts'
import { resume } from '../cluster-actions/resume.ts'
import { sessionExpires } from '../cluster-actions/session-expires.ts'
import { sessionLapses } from '../cluster-actions/session-lapses.ts'
import { syncExpires } from '../cluster-actions/sync-expires.ts'
import { membershipVersionOf, type World } from '../world.ts'
import { type ActionList, clear, push } from './action-list.ts'
import { modelEngine as engine } from './model-engine.ts'

/** The list, made anew where memberships have changed. */
export function pendingExpirations(world: World): ActionList {
  const { list } = world.pendingExpirations
  const version = membershipVersionOf(world)
  if (world.pendingExpirations.membershipVersion === version) return list
  world.pendingExpirations.membershipVersion = version
  clear(list)
  pushExpirations(list, world)
  return list
}

/** In the order of `ofAbsence`, by name as in `enabled`. */
function pushExpirations(list: ActionList, world: World): void {
  const members = sessionExpires.count(world)
  for (let m = 0; m < members; m++) {
    if (!sessionExpires.possible(world, engine, m)) continue
    push(list, 'session-expires', m, 0, sessionExpires.due(world, engine, m))
  }
  const groups = rebalanceExpires.count(world)
  for (let g = 0; g < groups; g++) {
    if (!rebalanceExpires.possible(world, engine, g)) continue
    push(list, 'rebalance-expires', g, 0, rebalanceExpires.due(world, engine, g))
  }
  for (let g = 0; g < groups; g++) {
    if (!syncExpires.possible(world, engine, g)) continue
    push(list, 'sync-expires', g, 0, syncExpires.due(world, engine, g))
  }
  const instances = resume.count(world)
  for (let i = 0; i < instances; i++) {
    if (!resume.possible(world, engine, i)) continue
    push(list, 'resume', i, 0, resume.due(world, engine, i))
  }
  for (let i = 0; i < instances; i++) {
    if (!sessionLapses.possible(world, engine, i)) continue
    push(list, 'session-lapses', i, 0, sessionLapses.due(world, engine, i))
  }
}
