/** What can happen inside of a process of the model's own client, in order. */
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { type ActionList, push, pushIdle } from '../run/action-list.ts'
import type { World } from '../world.ts'
import { clientTimers } from './all.ts'
import type { ClientTimer } from './client-timer.ts'

/** Adds what its tasks can do: take a step, or be done with waiting. */
export function pushTasks(list: ActionList, { tasks, index }: Instance): void {
  for (let i = 0; i < tasks.length; i++) {
    const { pending, blocked, due } = tasks[i] as Task
    if (pending === null) continue
    if (blocked) pushWaiting(list, index, i, pending)
    else push(list, 'run', index, i, due)
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
  for (let i = 0; i < clientTimers.length; i++) {
    const timer = clientTimers[i] as ClientTimer
    if (!timer.possible(world, instance)) continue
    push(list, timer.kind, instance.index, 0, timer.due(world, instance))
  }
}
