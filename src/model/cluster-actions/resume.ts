/** A frozen process goes on when its session is over, or when it had none. Subjects: processes. */
import type { Instance } from '../instance/instance.ts'
import { unfreeze } from '../instance/unfreeze.ts'
import { instanceAt } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'

export const resume: ClusterAction = {
  kind: 'resume',
  reach: 'instance',
  count: ({ instances }) => instances.length,
  possible: (world, engine, index) => {
    const instance = world.instances[index] as Instance
    return instance.status === 'frozen' && Number.isFinite(engine.resumeDue(world, instance))
  },
  due: (world, engine, index) => engine.resumeDue(world, world.instances[index] as Instance),
  fire: (world, _engine, index) => unfreeze(world, instanceAt(world, index)),
}
