/**
 * commitAsync.
 *
 * Behaviour: callbacks that are due run first; then the request is sent (or waits for the
 * coordinator) and the call returns at once.
 * Left out: nothing that a strategy could see.
 * Source: reference A.5; `ConsumerCoordinator.commitOffsetsAsync`.
 */
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { OffsetCommitCallback } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import type { Offsets } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { startAsyncCommit } from './async-commits.ts'
import { allConsumed, checkOffsets } from './commit-request.ts'
import { runDueCallbacks } from './due-callbacks.ts'
import { illegalIfClosed } from './guards.ts'

/** One step of commitAsync. */
export function commitAsyncStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  op: { readonly offsets: Offsets | null; readonly callback: OffsetCommitCallback | null },
): void {
  if (illegalIfClosed(world, instance, task)) return
  if (runDueCallbacks(world, instance, task, pending) !== 'go') return
  try {
    if (op.offsets !== null) checkOffsets(op.offsets)
  } catch (error) {
    fail(world, instance, task, error)
    return
  }
  startAsyncCommit(world, instance, op.offsets ?? allConsumed(instance), op.callback, 'async')
  resume(world, instance, task, undefined)
}
