import { ofAbsence } from '../cluster-actions/all.ts'
import { pushPossible } from '../cluster-actions/push-possible.ts'
import { membershipVersionOf, type World } from '../world.ts'
import { type ActionList, clear } from './action-list.ts'
import { modelEngine } from './model-engine.ts'

/**
 * What ends the absence of processes, or the membership of who is absent. Kept from step to step,
 * for once a process has ended all of it would be looked through at every step to the end.
 */
export function pendingExpirations(world: World): ActionList {
  const { list } = world.pendingExpirations
  const version = membershipVersionOf(world)
  if (world.pendingExpirations.membershipVersion === version) return list
  world.pendingExpirations.membershipVersion = version
  clear(list)
  pushPossible(list, ofAbsence, world, modelEngine)
  return list
}
