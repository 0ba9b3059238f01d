/**
 * The default alone: the action that is due first, found without finding out what else is possible.
 *
 * Nearly every step of nearly every run takes it, and a search takes millions of steps. It must be
 * the very action that `enabled` would put first: everything is looked at in the same order, and
 * left out only where it could not be due before what has been found already.
 */

import { catchUp } from '../cluster-actions/catch-up.ts'
import { expireOffsets } from '../cluster-actions/expire-offsets.ts'
import { finishLoading } from '../cluster-actions/finish-loading.ts'
import { firstOfNetwork } from '../cluster-actions/first-possible.ts'
import { initialDelay } from '../cluster-actions/initial-delay.ts'
import { produce } from '../cluster-actions/produce.ts'
import { replicate } from '../cluster-actions/replicate.ts'
import { restart } from '../cluster-actions/restart.ts'
import { writeMarkers } from '../cluster-actions/write-markers.ts'
import { mayLapseUnpolled } from '../consumer/away-from-poll.ts'
import { heartbeatDue, heartbeatHasNews } from '../consumer/heartbeat.ts'
import type { Instance, Task } from '../instance/instance.ts'
import type { World } from '../world.ts'
import { type Action, setAction } from './action.ts'
import { isMetadataOld, metadataMaxAgeMs } from './client-actions.ts'
import { modelEngine as engine } from './model-engine.ts'
import { pendingExpirations } from './pending-expirations.ts'

/** Later than any run lasts, and still a small integer: comparing those is cheapest. */
const never = 0x3fff_ffff

/**
 * Finds the default and writes it into `first`; false: nothing is possible.
 *
 * Each part takes when the best so far is due, and says when the best is due with it.
 */
export function findDefault(world: World, first: Action): boolean {
  const running = world.running
  let allWell = !world.outage && running.length === world.instances.length
  let due = never
  for (let i = 0; i < running.length; i++) {
    const instance = running[i] as Instance
    if (instance.status !== 'live') allWell = false
    else {
      if (instance.consumer.orphaned || instance.consumer.sessionLapsed) allWell = false
      due = firstTask(instance, first, due)
      due = firstTimer(world, instance, first, due)
    }
  }
  due = firstOfNetwork(first, due, world, engine)
  due = firstOfCluster(world, first, due)
  if (!allWell) {
    due = firstExpiration(world, first, due)
    due = firstOfSupervisor(world, first, due)
  }
  return due !== never || firstIdle(world, first)
}

function firstTask(instance: Instance, first: Action, best: number): number {
  const tasks = instance.tasks
  let due = best
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i] as Task
    const pending = task.pending
    if (pending === null) continue
    if (!task.blocked) {
      if (task.due < due) {
        due = task.due
        setAction(first, 'run', instance.index, i, due)
      }
    } else if (pending.kind === 'wait-until' && pending.since < due && pending.op.ready()) {
      due = pending.since
      setAction(first, 'wake', instance.index, i, due)
    }
  }
  return due
}

function firstTimer(world: World, instance: Instance, first: Action, best: number): number {
  const { consumer, index } = instance
  let due = best
  if (consumer.backingOff && consumer.backoffDue < due) {
    due = consumer.backoffDue
    setAction(first, 'retry', index, 0, due)
  }
  if (consumer.closed) return due
  if (consumer.pollerGone && consumer.pollerGoneDue < due && mayLapseUnpolled(instance)) {
    due = consumer.pollerGoneDue
    setAction(first, 'poll-lapses', index, 0, due)
  }
  // A heartbeat and a refresh are due later than now: whatever is due by now comes before them.
  const { now, settings } = world
  if (due > now && heartbeatHasNews(world, instance)) {
    const heartbeat = heartbeatDue(world, instance)
    if (heartbeat < due) {
      due = heartbeat
      setAction(first, 'heartbeat', index, 0, due)
    }
  }
  if (
    consumer.autoCommitDue < due &&
    !consumer.autoCommitElapsed &&
    consumer.partitions.length > 0 &&
    settings['enable.auto.commit']
  ) {
    due = consumer.autoCommitDue
    setAction(first, 'auto-commit-due', index, 0, due)
  }
  if (now + metadataMaxAgeMs < due && isMetadataOld(world, instance)) {
    due = now + metadataMaxAgeMs
    setAction(first, 'refresh-metadata', index, 0, due)
  }
  return due
}

function firstOfCluster(world: World, first: Action, best: number): number {
  let due = best
  if (world.now + engine.brokerMs < due) due = firstOfBrokers(world, first, due)
  const ids = writeMarkers.count(world)
  for (let i = 0; i < ids; i++) {
    const at = writeMarkers.due(world, engine, i)
    if (at >= due || !writeMarkers.possible(world, engine, i)) continue
    due = at
    setAction(first, 'write-markers', i, 0, due)
  }
  if (produce.due(world, engine, 0) < due && produce.possible(world, engine, 0)) {
    due = produce.due(world, engine, 0)
    setAction(first, 'produce', 0, 0, due)
  }
  const groups = initialDelay.count(world)
  for (let g = 0; g < groups; g++) {
    const end = initialDelay.due(world, engine, g)
    if (end >= due || !initialDelay.possible(world, engine, g)) continue
    due = end
    setAction(first, 'initial-delay', g, 0, due)
  }
  return due
}

/** What brokers do is all due at one time, which is before the best so far. */
function firstOfBrokers(world: World, first: Action, best: number): number {
  const due = world.now + engine.brokerMs
  if (finishLoading.possible(world, engine, 0)) {
    setAction(first, 'finish-loading', 0, 0, due)
    return due
  }
  if (replicate.possible(world, engine, 0)) {
    setAction(first, 'replicate', 0, 0, due)
    return due
  }
  const partitions = catchUp.count(world)
  for (let i = 0; i < partitions; i++) {
    if (!catchUp.possible(world, engine, i)) continue
    setAction(first, 'catch-up', i, 0, due)
    return due
  }
  return best
}

function firstExpiration(world: World, first: Action, best: number): number {
  const list = pendingExpirations(world)
  if (list.count === 0 || list.firstDue >= best) return best
  const { kind, subject, detail, due } = list.actions[list.firstIndex] as Action
  setAction(first, kind, subject, detail, due)
  return due
}

function firstOfSupervisor(world: World, first: Action, best: number): number {
  let due = best
  if (expireOffsets.due(world, engine, 0) < due && expireOffsets.possible(world, engine, 0)) {
    due = expireOffsets.due(world, engine, 0)
    setAction(first, 'expire-offsets', 0, 0, due)
  }
  const slots = restart.count(world)
  for (let i = 0; i < slots; i++) {
    const at = restart.due(world, engine, i)
    if (at >= due || !restart.possible(world, engine, i)) continue
    due = at
    setAction(first, 'restart', i, 0, due)
  }
  return due
}

/** Nothing else is possible: the end of the wait that is over first, if anybody waits. */
function firstIdle(world: World, first: Action): boolean {
  let due = never
  for (const instance of world.running) {
    if (instance.status !== 'live') continue
    for (let i = 0; i < instance.tasks.length; i++) {
      const { pending } = instance.tasks[i] as Task
      if (pending === null) continue
      const { since } = pending
      if (pending.kind === 'poll' && since + pending.op.timeoutMs < due) {
        due = since + pending.op.timeoutMs
        setAction(first, 'poll-timeout', instance.index, i, due)
      } else if (pending.kind === 'sleep' && since + pending.op.ms < due) {
        due = since + pending.op.ms
        setAction(first, 'wake', instance.index, i, due)
      }
    }
  }
  return due !== never
}
