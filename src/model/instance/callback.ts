/** Callbacks of the application, which run inside the operation that caused them. */
import type { World } from '../world.ts'
import { Callback } from './call.ts'
import type { Instance, Pending, Task } from './instance.ts'
import { resume } from './task.ts'

/** Lets a callback of the application run inside the operation, which goes on afterwards. */
export function runCallback(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  body: Callback['body'],
): void {
  task.suspended.push(pending)
  resume(world, instance, task, new Callback(body))
}

/** The error that the last callback of this operation ended with; cleared by reading. */
export function takeCallbackError(pending: Pending): unknown {
  const error = pending.callbackError
  pending.callbackError = null
  return error
}
