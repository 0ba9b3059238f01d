/**
 * OffsetFetch (key 9), with requireStable as from version 7 on.
 *
 * Behaviour: the applied offsets of the partitions asked for, from anybody: no member, generation
 * or instance id is looked at. With requireStable, a partition with pending transactional offsets
 * makes the answer UNSTABLE_OFFSET_COMMIT, and the client asks again.
 * Left out: one error per partition (the whole answer is refused); member epochs (KIP-848).
 * Source: reference A.7.7, A.11, A.13; `OffsetMetadataManager.fetchOffsets`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { findCommitted, isPending } from '../cluster/offsets-log.ts'
import type { CommitEntry } from '../network/client-requests.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'

/** Answers a fetch of committed offsets, always at once. */
export function offsetFetch(
  cluster: Cluster,
  _ports: Ports,
  request: RequestOf<'OffsetFetch'>,
  _ticket: number,
): ResponseOf<'OffsetFetch'> {
  const { offsets } = cluster
  if (offsets.loading) {
    return { api: 'OffsetFetch', error: 'COORDINATOR_LOAD_IN_PROGRESS', offsets: [] }
  }
  const found: CommitEntry[] = []
  for (const { topic, partition } of request.partitions) {
    if (request.requireStable && isPending(offsets, request.groupId, topic, partition)) {
      return { api: 'OffsetFetch', error: 'UNSTABLE_OFFSET_COMMIT', offsets: [] }
    }
    const committed = findCommitted(offsets, request.groupId, topic, partition)
    if (committed !== null) found.push(committed.entry)
  }
  return { api: 'OffsetFetch', error: 'NONE', offsets: found }
}

/** The rule of OffsetFetch. */
export const offsetFetchRule: Rule<'OffsetFetch'> = {
  api: 'OffsetFetch',
  key: 9,
  coordinator: 'group',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'OffsetFetch', error, offsets: [] }),
  handle: (cluster, ports, _broker, request, ticket) =>
    offsetFetch(cluster, ports, request, ticket),
  count: 'arrivals',
}
