/**
 * The ordinary actions that are possible now, in a stable order: per instance its tasks and its
 * client's timers; the network; the offsets topic and the producers; the coordinator's timers; the
 * supervisor.
 *
 * Timers of ordinary life are possible whenever they run; timers that presume that something was
 * late are possible only where a fault has made it so: a process is dead, frozen or forgotten.
 */

import { offsetsToReplicate } from '../cluster/offsets-topic.ts'
import { heartbeatDue, heartbeatHasNews } from '../consumer/heartbeat.ts'
import type { Instance, Pending } from '../instance/instance.ts'
import type { Message } from '../network/message.ts'
import { isBlocked } from '../network/network.ts'
import { membershipVersionOf, type World } from '../world.ts'
import { type Action, type ActionList, clear, push, pushIdle } from './action.ts'
import { enabledExpiries, enabledInitialDelays } from './group-timers.ts'

/** How old a client lets its copy of the metadata grow after a change. */
export const metadataMaxAgeMs = 5000
/** How long a message or a replication is under way. */
export const hopMs = 1

/** Writes down all that can happen next. */
export function enabled(world: World, list: ActionList): void {
  clear(list)
  const running = world.running
  let allWell = !world.outage && running.length === world.instances.length
  for (let i = 0; i < running.length; i++) {
    const instance = running[i]
    if (instance === undefined) continue
    if (instance.status !== 'live') allWell = false
    else {
      if (instance.consumer.strayed) allWell = false
      enabledTasks(list, instance)
      enabledTimers(world, list, instance)
    }
  }
  enabledNetwork(world, list)
  enabledCluster(world, list)
  enabledInitialDelays(world, list)
  if (allWell) return
  const { actions, count } = pendingExpirations(world)
  for (let i = 0; i < count; i++) {
    const { kind, subject, detail, due } = actions[i] as Action
    push(list, kind, subject, detail, due)
  }
  enabledSupervisor(world, list)
}

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
  enabledExpiries(world, list)
  const running = world.running
  for (let i = 0; i < running.length; i++) {
    const instance = running[i]
    if (instance?.status === 'frozen') enabledResume(world, list, instance)
  }
  return list
}

function enabledTasks(list: ActionList, instance: Instance): void {
  const tasks = instance.tasks
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if (task === undefined || task.pending === null) continue
    if (task.blocked) enabledTaskTimers(list, instance.index, i, task.pending)
    else push(list, 'run', instance.index, i, task.due)
  }
}

function enabledTaskTimers(
  list: ActionList,
  instance: number,
  index: number,
  pending: Pending,
): void {
  const { since } = pending
  switch (pending.kind) {
    case 'poll':
      pushIdle(list, 'poll-timeout', instance, index, since + pending.op.timeoutMs)
      return
    case 'sleep':
      pushIdle(list, 'wake', instance, index, since + pending.op.ms)
      return
    case 'wait-until':
      if (pending.op.ready()) push(list, 'wake', instance, index, since)
      return
    default:
      return
  }
}

function enabledNetwork(world: World, list: ActionList): void {
  const messages = world.messages
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (message === undefined) continue
    if (message.status === 'held') {
      if (message.api === 'Fetch' && isInTheWay(world, message, i)) {
        const due = message.due + world.settings['fetch.max.wait.ms']
        push(list, 'fetch-wait', message.ticket, 0, due)
      }
      continue
    }
    if (i > 0 && isBlocked(world, i)) continue
    if (message.status === 'sent') push(list, 'apply', message.ticket, i, message.due)
    else if (world.instances[message.instance]?.status === 'live') {
      push(list, 'answer', message.ticket, i, message.due)
    }
  }
}

/**
 * Whether the end of a held fetch would change anything: something waits behind it on its
 * connection, or its client would fetch something else by now. An empty answer is invisible.
 */
export function isInTheWay(world: World, message: Message, position: number): boolean {
  const messages = world.messages
  for (let i = position + 1; i < messages.length; i++) {
    if (messages[i]?.connection === message.connection) return true
  }
  const fetches = world.instances[message.instance]?.consumer.fetches
  if (fetches === undefined) return true
  for (let i = 0; i < fetches.length; i++) {
    const fetch = fetches[i]
    if (fetch?.ticket === message.ticket) return fetch.stale
  }
  return true
}

function enabledCluster(world: World, list: ActionList): void {
  const { cluster } = world
  if (cluster.offsets.loading) push(list, 'finish-loading', 0, 0, world.now + hopMs)
  else if (offsetsToReplicate(cluster)) push(list, 'replicate', 0, 0, world.now + hopMs)
  for (let i = 0; i < cluster.partitions.length; i++) {
    const log = cluster.partitions[i]
    if (log !== undefined && log.highWatermark < log.logEnd) {
      push(list, 'catch-up', i, 0, world.now + hopMs)
    }
  }
  if (world.toProduce.length > 0) push(list, 'produce', 0, 0, world.nextProduceDue)
}

function enabledTimers(world: World, list: ActionList, instance: Instance): void {
  const { consumer, index } = instance
  if (consumer.backingOff) push(list, 'retry', index, 0, consumer.backoffDue)
  if (consumer.closed) return
  if (heartbeatHasNews(world, instance)) {
    push(list, 'heartbeat', index, 0, heartbeatDue(world, instance))
  }
  if (
    !consumer.autoCommitElapsed &&
    consumer.partitions.length > 0 &&
    world.settings['enable.auto.commit']
  ) {
    push(list, 'auto-commit-due', index, 0, consumer.autoCommitDue)
  }
  if (consumer.metadataVersion !== world.cluster.metadataVersion && consumer.metadataTicket < 0) {
    if (consumer.metadataVersion >= 0) {
      push(list, 'refresh-metadata', index, 0, world.now + metadataMaxAgeMs)
    }
  }
}

function enabledSupervisor(world: World, list: ActionList): void {
  if (world.outage) {
    if (isGroupEmpty(world)) push(list, 'expire-offsets', 0, 0, world.now + hopMs)
    return
  }
  for (let i = 0; i < world.slots.length; i++) {
    const slot = world.slots[i]
    if (slot !== undefined && slot.restartDue >= 0 && !slot.givenUp) {
      push(list, 'restart', i, 0, slot.restartDue)
    }
  }
}

/** A frozen process goes on when its session is over, or when it had none. */
function enabledResume(world: World, list: ActionList, instance: Instance): void {
  for (const group of world.cluster.groups) {
    for (const member of group.members) if (member.clientId === instance.name) return
  }
  const margin = 15_000
  const due = instance.since + world.settings['session.timeout.ms'] + margin
  push(list, 'resume', instance.index, 0, due)
}

/** Whether nobody runs, and the group knows of nobody. */
export function isGroupEmpty(world: World): boolean {
  if (world.running.length > 0) return false
  for (const group of world.cluster.groups) if (group.members.length > 0) return false
  return true
}
