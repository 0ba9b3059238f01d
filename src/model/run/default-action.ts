/**
 * The default alone: the action that is due first, found without finding out what else is possible.
 *
 * Nearly every step of nearly every run takes it, and a search takes millions of steps. It must be
 * the very action that `enabled` would put first: everything is looked at in the same order, and
 * left out only where it could not be due before what has been found already.
 */

import { offsetsToReplicate } from '../cluster/offsets-topic.ts'
import { heartbeatDue, heartbeatHasNews } from '../consumer/heartbeat.ts'
import type { Instance, Task } from '../instance/instance.ts'
import type { Message } from '../network/message.ts'
import { isBlocked } from '../network/network.ts'
import type { World } from '../world.ts'
import { type Action, setAction } from './action.ts'
import { hopMs, isGroupEmpty, isInTheWay, metadataMaxAgeMs, pendingExpirations } from './enabled.ts'

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
      if (instance.consumer.strayed) allWell = false
      due = firstTask(instance, first, due)
      due = firstTimer(world, instance, first, due)
    }
  }
  due = firstMessage(world, first, due)
  due = firstOfCluster(world, first, due)
  if (!allWell) {
    due = firstAbsence(world, first, due)
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

function isMetadataOld(world: World, { consumer }: Instance): boolean {
  const version = consumer.metadataVersion
  return version !== world.cluster.metadataVersion && version >= 0 && consumer.metadataTicket < 0
}

function firstMessage(world: World, first: Action, best: number): number {
  const { messages, instances } = world
  let due = best
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    if (message.due >= due) continue
    if (message.status === 'held') {
      const waited = message.due + world.settings['fetch.max.wait.ms']
      if (waited >= due || message.api !== 'Fetch' || !isInTheWay(world, message, i)) continue
      due = waited
      setAction(first, 'fetch-wait', message.ticket, 0, due)
    } else if (message.status === 'sent') {
      if (isBlocked(world, i)) continue
      due = message.due
      setAction(first, 'apply', message.ticket, i, due)
    } else if (instances[message.instance]?.status === 'live' && !isBlocked(world, i)) {
      due = message.due
      setAction(first, 'answer', message.ticket, i, due)
    }
  }
  return due
}

function firstOfCluster(world: World, first: Action, best: number): number {
  const { cluster } = world
  const { groups, offsets } = cluster
  const next = world.now + hopMs
  let due = best
  if (next < due) due = firstReplication(world, first, due)
  if (world.toProduce.length > 0 && world.nextProduceDue < due) {
    due = world.nextProduceDue
    setAction(first, 'produce', 0, 0, due)
  }
  if (offsets.loading) return due
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]
    if (group === undefined || !group.initial || group.dueAt >= due) continue
    if (group.status !== 'PreparingRebalance') continue
    due = group.dueAt
    setAction(first, 'initial-delay', g, 0, due)
  }
  return due
}

/** What is due one hop from now, which is before the best so far. */
function firstReplication({ cluster, now }: World, first: Action, best: number): number {
  const due = now + hopMs
  if (cluster.offsets.loading) {
    setAction(first, 'finish-loading', 0, 0, due)
    return due
  }
  if (offsetsToReplicate(cluster)) {
    setAction(first, 'replicate', 0, 0, due)
    return due
  }
  const partitions = cluster.partitions
  for (let i = 0; i < partitions.length; i++) {
    const log = partitions[i]
    if (log === undefined || log.highWatermark >= log.logEnd) continue
    setAction(first, 'catch-up', i, 0, due)
    return due
  }
  return best
}

function firstAbsence(world: World, first: Action, best: number): number {
  const list = pendingExpirations(world)
  if (list.count === 0 || list.firstDue >= best) return best
  const { kind, subject, detail, due } = list.actions[list.firstIndex] as Action
  setAction(first, kind, subject, detail, due)
  return due
}

function firstOfSupervisor(world: World, first: Action, best: number): number {
  let due = best
  if (world.outage) {
    const expiry = world.now + hopMs
    if (expiry >= due || !isGroupEmpty(world)) return due
    setAction(first, 'expire-offsets', 0, 0, expiry)
    return expiry
  }
  const slots = world.slots
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]
    if (slot === undefined || slot.restartDue < 0 || slot.givenUp) continue
    if (slot.restartDue >= due) continue
    due = slot.restartDue
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
