/** A retry back-off is over. */
import { pushAsyncCommits } from '../consumer/async-commits.ts'
import { wakeTasks } from '../instance/execute.ts'
import { instanceAt } from '../world.ts'
import type { ClientTimer } from './client-timer.ts'

export const retry: ClientTimer = {
  kind: 'retry',
  reach: 'instance',
  possible: (_world, { consumer }) => consumer.backingOff,
  due: (_world, { consumer }) => consumer.backoffDue,
  fire: (world, _engine, index) => {
    const instance = instanceAt(world, index)
    instance.consumer.backingOff = false
    pushAsyncCommits(world, instance)
    wakeTasks(world, instance)
  },
}
