/**
 * The ordinary actions that are possible now, in a stable order: per instance its tasks and its
 * client's timers; the network; the offsets topic and the producers; the coordinator's timers; the
 * supervisor.
 *
 * Timers of ordinary life are possible whenever they run; timers that presume that something was
 * late are possible only where a fault has made it so: a process is dead, frozen or forgotten.
 *
 * Each action is asked by its name, in the order of `cluster-actions/all.ts`: a loop over that list
 * costs random search a tenth of its rate.
 */
import { answer } from '../cluster-actions/answer.ts'
import { apply } from '../cluster-actions/apply.ts'
import { catchUp } from '../cluster-actions/catch-up.ts'
import { expireOffsets } from '../cluster-actions/expire-offsets.ts'
import { fetchWait } from '../cluster-actions/fetch-wait.ts'
import { finishLoading } from '../cluster-actions/finish-loading.ts'
import { initialDelay } from '../cluster-actions/initial-delay.ts'
import { produce } from '../cluster-actions/produce.ts'
import { replicate } from '../cluster-actions/replicate.ts'
import { restart } from '../cluster-actions/restart.ts'
import { writeMarkers } from '../cluster-actions/write-markers.ts'
import type { Instance } from '../instance/instance.ts'
import type { Message } from '../network/message.ts'
import type { World } from '../world.ts'
import type { Action } from './action.ts'
import { type ActionList, clear, push } from './action-list.ts'
import { pushTasks, pushTimers } from './client-actions.ts'
import { modelEngine as engine } from './model-engine.ts'
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
      if (instance.consumer.orphaned || instance.consumer.sessionLapsed) allWell = false
      pushTasks(list, instance)
      pushTimers(list, world, instance)
    }
  }
  pushNetwork(list, world)
  pushCluster(list, world)
  if (allWell) return
  pushExpirations(list, world)
  pushSupervisor(list, world)
}

function pushNetwork(list: ActionList, world: World): void {
  const { messages } = world
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    const { ticket, status } = message
    if (status === 'held') {
      if (fetchWait.possible(world, engine, message, i)) {
        push(list, 'fetch-wait', ticket, i, fetchWait.due(world, engine, message))
      }
    } else if (status === 'sent') {
      if (apply.possible(world, engine, message, i)) push(list, 'apply', ticket, i, message.due)
    } else if (answer.possible(world, engine, message, i)) {
      push(list, 'answer', ticket, i, message.due)
    }
  }
}

function pushCluster(list: ActionList, world: World): void {
  if (finishLoading.possible(world, engine, 0)) {
    push(list, 'finish-loading', 0, 0, finishLoading.due(world, engine, 0))
  }
  if (replicate.possible(world, engine, 0)) {
    push(list, 'replicate', 0, 0, replicate.due(world, engine, 0))
  }
  const partitions = catchUp.count(world)
  for (let i = 0; i < partitions; i++) {
    if (!catchUp.possible(world, engine, i)) continue
    push(list, 'catch-up', i, 0, catchUp.due(world, engine, i))
  }
  const ids = writeMarkers.count(world)
  for (let i = 0; i < ids; i++) {
    if (!writeMarkers.possible(world, engine, i)) continue
    push(list, 'write-markers', i, 0, writeMarkers.due(world, engine, i))
  }
  if (produce.possible(world, engine, 0)) {
    push(list, 'produce', 0, 0, produce.due(world, engine, 0))
  }
  const groups = initialDelay.count(world)
  for (let g = 0; g < groups; g++) {
    if (!initialDelay.possible(world, engine, g)) continue
    push(list, 'initial-delay', g, 0, initialDelay.due(world, engine, g))
  }
}

function pushExpirations(list: ActionList, world: World): void {
  const { actions, count } = pendingExpirations(world)
  for (let i = 0; i < count; i++) {
    const { kind, subject, detail, due } = actions[i] as Action
    push(list, kind, subject, detail, due)
  }
}

function pushSupervisor(list: ActionList, world: World): void {
  if (expireOffsets.possible(world, engine, 0)) {
    push(list, 'expire-offsets', 0, 0, expireOffsets.due(world, engine, 0))
  }
  const slots = restart.count(world)
  for (let i = 0; i < slots; i++) {
    if (!restart.possible(world, engine, i)) continue
    push(list, 'restart', i, 0, restart.due(world, engine, i))
  }
}
