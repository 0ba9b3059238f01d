/** A poll's time is up. Subject: the process; detail: the task. */
import { pollTimedOut } from '../consumer/poll.ts'
import type { ActionType } from '../run/action-type.ts'
import { instanceAt } from '../world.ts'
import { taskAt } from './task-at.ts'

export const pollTimeout: ActionType = {
  kind: 'poll-timeout',
  reach: 'instance',
  fire: (world, _engine, index, task) => {
    const instance = instanceAt(world, index)
    pollTimedOut(world, instance, taskAt(instance, task))
  },
}
