import type { Instance, Task } from '../instance/instance.ts'

/** The task of that index. */
export function taskAt({ tasks }: Instance, index: number): Task {
  const task = tasks[index]
  if (task === undefined) throw new Error(`no task ${index}`)
  return task
}
