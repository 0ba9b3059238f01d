/** The whole deployment is down, the group knows of nobody any more, and its offsets expire. */
import { expireOffsets as expireAll } from '../group/offset-expiry.ts'
import { hopMs } from '../network/hop-ms.ts'
import { subscriptionsIn } from '../siblings.ts'
import type { World } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'

export const expireOffsets: ClusterAction = {
  kind: 'expire-offsets',
  reach: 'cluster',
  count: () => 1,
  possible: (world) => world.outage && isGroupEmpty(world),
  due: (world) => world.now + hopMs,
  fire: (world) => {
    const groups = subscriptionsIn(world).map(({ groupId }) => groupId)
    for (const [at, group] of groups.entries()) {
      if (groups.indexOf(group) === at) expireAll(world.cluster, world.ports, group)
    }
    world.outage = false
  },
}

/** Whether nobody runs, and the group knows of nobody. */
export function isGroupEmpty({ running, cluster }: World): boolean {
  if (running.length > 0) return false
  for (const group of cluster.groups) if (group.members.length > 0) return false
  return true
}
