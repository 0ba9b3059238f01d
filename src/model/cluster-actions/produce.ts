/** The next records are produced. */
import { produceNext } from '../producing.ts'
import type { ClusterAction } from './cluster-action.ts'

export const produce: ClusterAction = {
  kind: 'produce',
  reach: 'cluster',
  count: () => 1,
  possible: (world) => world.toProduce.length > 0,
  due: (world) => world.nextProduceDue,
  fire: (world) => produceNext(world),
}
