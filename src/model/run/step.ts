/** Takes one ordinary action. */

import { replicate } from '../cluster/append.ts'
import { endFetchWait } from '../cluster/fetch.ts'
import { finishLoading } from '../cluster/offsets-failover.ts'
import { replicateOffsets } from '../cluster/offsets-topic.ts'
import { takeAnswer } from '../consumer/answers.ts'
import { pushAsyncCommits } from '../consumer/async-commits.ts'
import { requestMetadata } from '../consumer/coordinator.ts'
import { sendHeartbeat } from '../consumer/heartbeat.ts'
import { pollTimedOut } from '../consumer/poll.ts'
import { expireOffsets } from '../group/offset-expiry.ts'
import { endInitialDelay, expireRebalance, expireSession, expireSync } from '../group/timers.ts'
import { executeStep, wakeTasks } from '../instance/execute.ts'
import type { Task } from '../instance/instance.ts'
import { startInSlot } from '../instance/starting.ts'
import { resume } from '../instance/task.ts'
import { removeAt } from '../lists.ts'
import { traceResponse } from '../meter/trace.ts'
import { apply } from '../network/network.ts'
import { produceNext } from '../producing.ts'
import { groupId } from '../scenario.ts'
import { instanceAt, type World } from '../world.ts'
import type { Action } from './action.ts'

/** Takes the action: time moves to when it is due, unless it is late already. */
export function step(world: World, action: Action): void {
  const { kind, subject, detail } = action
  if (action.due > world.now) world.now = action.due
  switch (kind) {
    case 'run':
      return run(world, subject, detail)
    case 'apply':
    case 'answer':
      return deliver(world, kind, detail)
    case 'fetch-wait':
      return endFetchWait(world.cluster, world.ports, subject)
    case 'replicate':
      return replicateOffsets(world.cluster, world.ports)
    case 'catch-up':
      return catchUp(world, subject)
    case 'finish-loading':
      return finishLoading(world.cluster, world.ports)
    case 'produce':
      return produceNext(world)
    case 'initial-delay':
    case 'session-expires':
    case 'rebalance-expires':
    case 'sync-expires':
      return groupTimer(world, kind, subject, detail)
    case 'restart':
      return restart(world, subject)
    case 'resume':
      return resumeProcess(world, subject)
    case 'expire-offsets':
      expireOffsets(world.cluster, world.ports, groupId)
      world.outage = false
      return
    case 'poll-timeout':
    case 'auto-commit-due':
    case 'heartbeat':
    case 'retry':
    case 'refresh-metadata':
    case 'wake':
      return clientTimer(world, kind, subject, detail)
    default:
      return kind satisfies never
  }
}

function catchUp(world: World, index: number): void {
  const log = world.cluster.partitions[index]
  if (log === undefined) throw new Error(`no partition ${index}`)
  replicate(world.cluster, world.ports, log)
}

function run(world: World, index: number, taskIndex: number): void {
  const instance = instanceAt(world, index)
  executeStep(world, instance, taskAt(instance.tasks, taskIndex))
}

function taskAt(tasks: readonly Task[], index: number): Task {
  const task = tasks[index]
  if (task === undefined) throw new Error(`no task ${index}`)
  return task
}

function deliver(world: World, kind: 'apply' | 'answer', index: number): void {
  const message = world.messages[index]
  if (message === undefined) throw new Error(`no message ${index}`)
  if (kind === 'apply') return apply(world, message)
  removeAt(world.messages, index)
  if (message.response !== null) traceResponse(world, 'arrived', message, message.response)
  takeAnswer(world, instanceAt(world, message.instance), message)
}

function clientTimer(
  world: World,
  kind: 'poll-timeout' | 'auto-commit-due' | 'heartbeat' | 'retry' | 'refresh-metadata' | 'wake',
  index: number,
  taskIndex: number,
): void {
  const instance = instanceAt(world, index)
  switch (kind) {
    case 'poll-timeout':
      pollTimedOut(world, instance, taskAt(instance.tasks, taskIndex))
      break
    case 'auto-commit-due':
      instance.consumer.autoCommitElapsed = true
      return
    case 'heartbeat':
      sendHeartbeat(world, instance)
      return
    case 'retry':
      instance.consumer.backingOff = false
      pushAsyncCommits(world, instance)
      wakeTasks(world, instance)
      break
    case 'refresh-metadata':
      requestMetadata(world, instance)
      return
    case 'wake':
      resume(world, instance, taskAt(instance.tasks, taskIndex), undefined)
      break
    default:
      return kind satisfies never
  }
}

function groupTimer(
  world: World,
  kind: 'initial-delay' | 'session-expires' | 'rebalance-expires' | 'sync-expires',
  groupIndex: number,
  memberIndex: number,
): void {
  const { cluster, ports } = world
  const group = cluster.groups[groupIndex]
  cluster.membershipVersion++
  if (group === undefined) throw new Error(`no group ${groupIndex}`)
  switch (kind) {
    case 'initial-delay':
      return endInitialDelay(cluster, ports, group)
    case 'rebalance-expires':
      return expireRebalance(cluster, ports, group)
    case 'sync-expires':
      return expireSync(cluster, ports, group)
    case 'session-expires': {
      const pending = group.pendingMembers[memberIndex - group.members.length]
      const member = group.members[memberIndex] ?? pending
      if (member === undefined) throw new Error(`no member ${memberIndex}`)
      return expireSession(cluster, ports, group, member.memberId)
    }
    default:
      return kind satisfies never
  }
}

/** In the calm a supervisor gives up after this many restarts: the process dies at every start. */
const restartsInCalmMax = 2

function restart(world: World, slotIndex: number): void {
  const slot = world.slots[slotIndex]
  if (slot === undefined) throw new Error(`no slot ${slotIndex}`)
  if (world.phase === 'calm' && slot.restartsInCalm >= restartsInCalmMax) {
    slot.givenUp = true
    const member = instanceAt(world, slot.instance).name
    world.emit({ kind: 'given-up', time: world.now, member })
    return
  }
  if (world.phase === 'calm') slot.restartsInCalm++
  startInSlot(world, slotIndex)
}

function resumeProcess(world: World, index: number): void {
  const instance = instanceAt(world, index)
  instance.status = 'live'
  instance.consumer.membershipVersion++
}
