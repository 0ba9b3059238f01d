/** A sleep is over, or what a task waits for has come. Subject: the process; detail: the task. */
import { resume } from '../instance/task.ts'
import type { ActionType } from '../run/action-type.ts'
import { instanceAt } from '../world.ts'
import { taskAt } from './task-at.ts'

export const wake: ActionType = {
  kind: 'wake',
  reach: 'instance',
  fire: (world, _engine, index, task) => {
    const instance = instanceAt(world, index)
    resume(world, instance, taskAt(instance, task), undefined)
  },
}
