/**
 * FindCoordinator (API key 10).
 *
 * Behaviour: the coordinator of a group is the leader of its partition of `__consumer_offsets`,
 * whether it has loaded that partition or not. The coordinator of transactional ids is broker 0.
 *
 * Left out: brokers that do not know the new leader yet; a transaction coordinator that moves.
 *
 * Source: reference A.11, A.13.
 */
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster } from './cluster.ts'

/** The broker on which the transaction coordinator lives. */
export const transactionCoordinator = 0

/** Answers at once. */
export function findCoordinator(
  cluster: Cluster,
  request: RequestOf<'FindCoordinator'>,
): ResponseOf<'FindCoordinator'> {
  const broker = request.keyType === 'group' ? cluster.offsets.leader : transactionCoordinator
  return { api: 'FindCoordinator', error: 'NONE', broker }
}

/** The rule of FindCoordinator. */
export const findCoordinatorRule: Rule<'FindCoordinator'> = {
  api: 'FindCoordinator',
  key: 10,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'FindCoordinator', error, broker: -1 }),
  handle: (cluster, _ports, _broker, request) => findCoordinator(cluster, request),
  count: 'answers',
}
