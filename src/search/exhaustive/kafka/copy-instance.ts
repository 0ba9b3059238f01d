/**
 * Copies of an instance, as deep as steps change it: what is not copied here is never changed in
 * place.
 */

import type { ConsumerState } from '../../../model/consumer/consumer-state.ts'
import type { Instance, Pending, Task } from '../../../model/instance/instance.ts'
import type { Program } from '../../../model/instance/ops.ts'
import { copyEach, copyList } from '../../../model/lists.ts'
import { rebind, type Script, TracedProgram } from './traced-program.ts'

/** A copy of the instance, whose programs stand where the original's stand. */
export function copyInstance(instance: Instance): Instance {
  return {
    ...instance,
    connectionEpochs: copyList(instance.connectionEpochs),
    tasks: copyTasks(instance.tasks),
    consumer: copyConsumer(instance.consumer),
    producer: { ...instance.producer },
  }
}

function copyTasks(tasks: readonly Task[]): Task[] {
  const first = tasks[0]?.program as unknown as TracedProgram | undefined
  if (first === undefined) return []
  const { tree, node } = first.script
  const script: Script = { tree, node }
  const copies: Task[] = []
  for (let i = 0; i < tasks.length; i++) copies.push(copyTask(script, tasks[i] as Task))
  return copies
}

function copyTask(script: Script, task: Task): Task {
  const suspended: Pending[] = []
  for (let i = 0; i < task.suspended.length; i++) {
    suspended.push(copyPending(script, task.suspended[i] as Pending))
  }
  return {
    ...task,
    program: retrace(script, task.program),
    pending: task.pending === null ? null : copyPending(script, task.pending),
    suspended,
  }
}

function retrace(script: Script, program: Program<unknown>): Program<unknown> {
  const { task } = program as unknown as TracedProgram
  return new TracedProgram(script, task) as unknown as Program<unknown>
}

function copyPending(script: Script, pending: Pending): Pending {
  if (pending.kind !== 'wait-until') return { ...pending }
  return { ...pending, op: rebind(script, pending.op) } as Pending
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
