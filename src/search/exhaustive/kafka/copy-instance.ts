/**
 * Copies of an instance, as deep as steps change it: what is not copied here is never changed in
 * place.
 */

import type { ConsumerState } from '../../../model/consumer/consumer-state.ts'
import type { Instance, Pending, Task } from '../../../model/instance/instance.ts'
import type { Program } from '../../../model/instance/ops.ts'
import { copyEach, copyList } from '../../../model/lists.ts'
import { type ProgramCursor, ReplayedProgram, rebind } from './replayed-program.ts'

/** A copy of the instance, whose programs stand where the original's stand. */
export function copyInstance(instance: Instance): Instance {
  return {
    ...instance,
    connectionEpochs: copyList(instance.connectionEpochs),
    tasks: copyTasks(instance.tasks),
    consumer: copyConsumer(instance.consumer),
    producer: { ...instance.producer, sends: copyEach(instance.producer.sends) },
  }
}

function copyTasks(tasks: readonly Task[]): Task[] {
  const first = tasks[0]?.program as unknown as ReplayedProgram | undefined
  if (first === undefined) return []
  const { tree, node } = first.cursor
  const cursor: ProgramCursor = { tree, node }
  const copies: Task[] = []
  for (let i = 0; i < tasks.length; i++) copies.push(copyTask(cursor, tasks[i] as Task))
  return copies
}

function copyTask(cursor: ProgramCursor, task: Task): Task {
  const suspended: Pending[] = []
  for (let i = 0; i < task.suspended.length; i++) {
    suspended.push(copyPending(cursor, task.suspended[i] as Pending))
  }
  return {
    ...task,
    program: replayedAt(cursor, task.program),
    pending: task.pending === null ? null : copyPending(cursor, task.pending),
    suspended,
  }
}

function replayedAt(cursor: ProgramCursor, program: Program<unknown>): Program<unknown> {
  const { task } = program as unknown as ReplayedProgram
  return new ReplayedProgram(cursor, task) as unknown as Program<unknown>
}

function copyPending(cursor: ProgramCursor, pending: Pending): Pending {
  if (pending.kind !== 'wait-until') return { ...pending }
  return { ...pending, op: rebind(cursor, pending.op) } as Pending
}

function copyConsumer(consumer: ConsumerState): ConsumerState {
  return {
    ...consumer,
    partitions: copyEach(consumer.partitions),
    buffers: copyEach(consumer.buffers),
    fetches: copyEach(consumer.fetches),
    asyncCommits: copyEach(consumer.asyncCommits),
    dueCallbacks: copyList(consumer.dueCallbacks),
  }
}
