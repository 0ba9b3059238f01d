/**
 * Callbacks of finished asynchronous commits.
 *
 * Behaviour: run on the application's thread, in the order of the commits, only inside poll,
 * commitSync, commitAsync and close (A.5). What one throws comes out of that call.
 * Left out: nothing that a strategy could see.
 * Source: reference A.5; `ConsumerCoordinator.invokeCompletedOffsetCommitCallbacks`.
 */
import { runCallback, takeCallbackError } from '../instance/callback.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail } from '../instance/task.ts'
import type { World } from '../world.ts'
import type { Flow } from './coordinator.ts'

/** Runs the next due callback, if there is one. `go`: none was left and none threw. */
export function runDueCallbacks(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
): Flow {
  const error = takeCallbackError(pending)
  if (error !== null) {
    fail(world, instance, task, error)
    return 'answered'
  }
  const { dueCallbacks } = instance.consumer
  const due = dueCallbacks.length === 0 ? undefined : dueCallbacks.shift()
  if (due === undefined) return 'go'
  runCallback(world, instance, task, pending, () => due.callback(due.offsets, due.error))
  return 'answered'
}
