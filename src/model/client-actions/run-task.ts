/** A task takes its next step. Subject: the process; detail: the task. */
import { executeStep } from '../instance/execute.ts'
import type { ActionType } from '../run/action-type.ts'
import { instanceAt } from '../world.ts'
import { taskAt } from './task-at.ts'

export const runTask: ActionType = {
  kind: 'run',
  reach: 'instance',
  fire: (world, _engine, index, task) => {
    const instance = instanceAt(world, index)
    executeStep(world, instance, taskAt(instance, task))
  },
}
