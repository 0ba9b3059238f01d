/**
 * The ordinary actions that are possible now, in a stable order: per instance its tasks and its
 * client's timers; the network; the offsets topic and the producers; the coordinator's timers; the
 * supervisor.
 *
 * Timers of ordinary life are possible whenever they run; timers that presume that something was
 * late are possible only where a fault has made it so: a process is dead, frozen or forgotten.
 */
import { pushTasks, pushTimers } from '../client-actions/push-client.ts'
import { ofBrokers, ofCoordinator, ofProducers, ofSupervisor } from '../cluster-actions/all.ts'
import { pushNetwork, pushPossible } from '../cluster-actions/push-possible.ts'
import type { Instance } from '../instance/instance.ts'
import type { World } from '../world.ts'
import type { Action } from './action.ts'
import { type ActionList, clear, push } from './action-list.ts'
import { modelEngine } from './model-engine.ts'
import { pendingExpirations } from './pending-expirations.ts'

/** Writes down all that can happen next. */
export function enabled(world: World, list: ActionList): void {
  clear(list)
  const running = world.running
  let allWell = !world.outage && running.length === world.instances.length
  for (let i = 0; i < running.length; i++) {
    const instance = running[i] as Instance
    if (instance.status !== 'live') allWell = false
    else {
      if (instance.consumer.strayed) allWell = false
      pushTasks(list, instance)
      pushTimers(list, world, instance)
    }
  }
  pushNetwork(list, world, modelEngine)
  pushPossible(list, ofBrokers, world, modelEngine)
  pushPossible(list, ofProducers, world, modelEngine)
  pushPossible(list, ofCoordinator, world, modelEngine)
  if (allWell) return
  const { actions, count } = pendingExpirations(world)
  for (let i = 0; i < count; i++) {
    const { kind, subject, detail, due } = actions[i] as Action
    push(list, kind, subject, detail, due)
  }
  pushPossible(list, ofSupervisor, world, modelEngine)
}
