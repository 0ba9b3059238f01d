/** A member that was frozen past its session finds that out by the clock. Subjects: processes. */
import { lapse } from '../instance/unfreeze.ts'
import { instanceAt } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'

export const sessionLapses: ClusterAction = {
  kind: 'session-lapses',
  reach: 'all',
  count: ({ instances }) => instances.length,
  possible: ({ instances }, _engine, index) => {
    const instance = instances[index]
    return instance?.status === 'live' && instance.consumer.sessionLapsed
  },
  // At once: before anything that has come meanwhile is looked at.
  due: () => 0,
  fire: (world, _engine, index) => lapse(world, instanceAt(world, index)),
}
