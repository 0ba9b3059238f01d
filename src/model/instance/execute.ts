/** One step of a task's pending operation. */
import { closeStep } from '../consumer/close.ts'
import { commitAsyncStep } from '../consumer/commit-async.ts'
import { commitSyncStep } from '../consumer/commit-sync.ts'
import { committedStep } from '../consumer/committed.ts'
import { offsetForTimeStep } from '../consumer/offset-for-time.ts'
import { partitionsForStep } from '../consumer/partitions-for.ts'
import { pollStep } from '../consumer/poll.ts'
import { positionStep } from '../consumer/positions.ts'
import { unsubscribeStep } from '../consumer/unsubscribe.ts'
import { endTransactionStep } from '../producer/end-transaction.ts'
import { initTransactionsStep } from '../producer/init-transactions.ts'
import { awaitSendStep, flushStep, sendStep } from '../producer/send.ts'
import { sendOffsetsStep } from '../producer/send-offsets.ts'
import { storeStep } from '../store/store.ts'
import type { World } from '../world.ts'
import type { Instance, Pending, Task } from './instance.ts'
import { StrategyFailure } from './ops.ts'
import { outliveStep } from './outlive-consumer.ts'
import { polls } from './poller.ts'
import { processStep } from './process.ts'
import { resume } from './task.ts'

/** Takes one step of the task's operation: it ends, goes on later, or blocks. */
export function executeStep(world: World, instance: Instance, task: Task): void {
  const pending = task.pending
  if (pending === null) return
  switch (pending.kind) {
    case 'process':
      return processStep(world, instance, task, pending, pending.op)
    case 'poll':
      if (!task.polled) polls(world, instance, task)
      return pollStep(world, instance, task, pending, pending.op.timeoutMs)
    case 'commit-sync':
      return commitSyncStep(world, instance, task, pending, pending.op.offsets)
    case 'commit-async':
      return commitAsyncStep(world, instance, task, pending, pending.op)
    case 'committed':
      return committedStep(world, instance, task, pending, pending.op.partitions)
    case 'offset-for-time':
      return offsetForTimeStep(world, instance, task, pending, pending.op.at)
    case 'position':
      return positionStep(world, instance, task, pending.op.partition)
    case 'partitions-for':
      return partitionsForStep(world, instance, task, pending.op.topic)
    case 'close':
      return closeStep(world, instance, task, pending)
    case 'unsubscribe':
      return unsubscribeStep(world, instance, task, pending)
    case 'init-transactions':
      return initTransactionsStep(world, instance, task, pending)
    case 'send-offsets':
      return sendOffsetsStep(world, instance, task, pending, pending.op)
    case 'send':
      return sendStep(world, instance, task, pending.op)
    case 'flush':
      return flushStep(world, instance, task)
    case 'await-send':
      return awaitSendStep(world, instance, task, pending.op)
    case 'commit-transaction':
      return endTransactionStep(world, instance, task, pending, true)
    case 'abort-transaction':
      return endTransactionStep(world, instance, task, pending, false)
    case 'store-commit':
    case 'store-rollback':
    case 'store-save-offsets':
    case 'store-load-offsets':
      return storeStep(world, instance, task, pending.op)
    case 'sleep':
    case 'wait-until':
    case 'poll-returned':
      return resume(world, instance, task, undefined)
    case 'outlive-consumer':
      return outliveStep(world, instance, task, pending, pending.op.error)
    case 'callback-done':
      return callbackDone(world, instance, task, pending.op.error)
    default:
      throw new StrategyFailure(
        `strategy ${world.strategy.name} yielded the unknown operation ` +
          (pending as Pending).kind,
      )
  }
}

function callbackDone(world: World, instance: Instance, task: Task, error: unknown): void {
  const outer = task.suspended.pop()
  if (outer === undefined) {
    throw new StrategyFailure(`strategy ${world.strategy.name} ended a callback that never began`)
  }
  outer.callbackError = error
  task.pending = outer
  executeStep(world, instance, task)
}

/** After an answer or a timer: whatever waits in a client call looks again. */
export function wakeTasks(world: World, instance: Instance): void {
  for (let i = 0; i < instance.tasks.length; i++) {
    const task = instance.tasks[i]
    if (task?.blocked !== true || task.pending === null) continue
    const { kind } = task.pending
    if (kind === 'sleep' || kind === 'wait-until') continue
    task.blocked = false
    executeStep(world, instance, task)
    if (instance.status !== 'live') return
  }
}
