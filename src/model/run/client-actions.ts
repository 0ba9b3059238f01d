/**
 * What happens inside of a process of the model's own client: its tasks take steps and are done
 * with waiting, and the timers of its client fire.
 */
import { pushAsyncCommits } from '../consumer/async-commits.ts'
import { lapse, mayLapseUnpolled, sleptFor } from '../consumer/away-from-poll.ts'
import { requestMetadata } from '../consumer/coordinator.ts'
import { heartbeatDue, heartbeatHasNews, sendHeartbeat } from '../consumer/heartbeat.ts'
import { pollTimedOut } from '../consumer/poll.ts'
import { executeStep, wakeTasks } from '../instance/execute.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { resume } from '../instance/task.ts'
import { instanceAt, type World } from '../world.ts'
import type { ClientActionKind } from './action.ts'
import { type ActionList, push, pushIdle } from './action-list.ts'

/** How old a client lets its copy of the metadata grow after a change. */
export const metadataMaxAgeMs = 5000

/** Adds what its tasks can do: take a step, or be done with waiting. */
export function pushTasks(list: ActionList, { tasks, index }: Instance): void {
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if (task === undefined || task.pending === null) continue
    if (task.blocked) pushWaiting(list, index, i, task.pending)
    else push(list, 'run', index, i, task.due)
  }
}

function pushWaiting(list: ActionList, instance: number, task: number, pending: Pending): void {
  const { since } = pending
  switch (pending.kind) {
    case 'poll':
      pushIdle(list, 'poll-timeout', instance, task, since + pending.op.timeoutMs)
      return
    case 'sleep':
      pushIdle(list, 'wake', instance, task, since + pending.op.ms)
      return
    case 'wait-until':
      if (pending.op.ready()) push(list, 'wake', instance, task, since)
      return
    default:
      return
  }
}

/** Adds the timers of its client that run. */
export function pushTimers(list: ActionList, world: World, instance: Instance): void {
  const { consumer, index } = instance
  if (consumer.backingOff) push(list, 'retry', index, 0, consumer.backoffDue)
  if (consumer.closed) return
  if (consumer.pollerGone && mayLapseUnpolled(instance)) {
    push(list, 'poll-lapses', index, 0, consumer.pollerGoneDue)
  }
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
  if (isMetadataOld(world, instance)) {
    push(list, 'refresh-metadata', index, 0, world.now + metadataMaxAgeMs)
  }
}

/** Whether the client has metadata, something has changed since, and it has not asked yet. */
export function isMetadataOld(world: World, { consumer }: Instance): boolean {
  const version = consumer.metadataVersion
  return version !== world.cluster.metadataVersion && version >= 0 && consumer.metadataTicket < 0
}

function wake(world: World, instance: Instance, task: Task): void {
  if (task.pending?.kind === 'sleep') sleptFor(world, instance, task, task.pending.op.ms)
  resume(world, instance, task, undefined)
}

/** The action happens. `index`: of the process; `task`: of its task, where it is of one. */
export function fireClientAction(
  world: World,
  kind: ClientActionKind,
  index: number,
  task: number,
): void {
  const instance = instanceAt(world, index)
  switch (kind) {
    case 'run':
      return executeStep(world, instance, taskAt(instance, task))
    case 'poll-timeout':
      return pollTimedOut(world, instance, taskAt(instance, task))
    case 'wake':
      return wake(world, instance, taskAt(instance, task))
    case 'retry':
      instance.consumer.backingOff = false
      pushAsyncCommits(world, instance)
      return wakeTasks(world, instance)
    case 'poll-lapses':
      return lapse(world, instance)
    case 'heartbeat':
      return sendHeartbeat(world, instance)
    case 'auto-commit-due':
      instance.consumer.autoCommitElapsed = true
      return
    case 'refresh-metadata':
      return requestMetadata(world, instance)
    default:
      return kind satisfies never
  }
}

function taskAt({ tasks }: Instance, index: number): Task {
  const task = tasks[index]
  if (task === undefined) throw new Error(`no task ${index}`)
  return task
}
