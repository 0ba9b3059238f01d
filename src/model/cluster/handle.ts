/**
 * A broker receives a request.
 *
 * Behaviour: requests of a group are answered NOT_COORDINATOR by every broker but the leader of the
 * group's partition of `__consumer_offsets`, requests of a transactional id by every broker but its
 * coordinator; what concerns one partition is judged by the partition's own leader.
 *
 * The group without a name may keep offsets and nothing else: INVALID_GROUP_ID.
 *
 * Left out: authentication and versions, which belong to the wire.
 *
 * Source: reference A.11, A.13, C.10; `KafkaApis`, `GroupCoordinatorService.isGroupIdNotEmpty`.
 */
import type { Request, Response } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster, Ports } from './cluster.ts'
import { transactionCoordinator } from './find-coordinator.ts'

/**
 * Applies the request at the broker, by the rule of its API. Null: held; the answer comes later,
 * through `ports.respond` with the same ticket.
 */
export function handle(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  rule: Rule,
  request: Request,
  ticket: number,
): Response | null {
  const { coordinator } = rule
  switch (typeof coordinator === 'function' ? coordinator(request) : coordinator) {
    case 'group':
      if (isNameless(rule, request)) return rule.refuse(request, 'INVALID_GROUP_ID')
      if (broker !== cluster.offsets.leader) return rule.refuse(request, 'NOT_COORDINATOR')
      break
    case 'transaction':
      if (broker !== transactionCoordinator) return rule.refuse(request, 'NOT_COORDINATOR')
      break
    case 'none':
  }
  return rule.handle(cluster, ports, broker, request, ticket)
}

function isNameless({ ofNamelessGroup }: Rule, request: Request): boolean {
  return ofNamelessGroup !== true && 'groupId' in request && request.groupId === ''
}
