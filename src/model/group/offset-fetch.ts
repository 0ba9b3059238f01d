/**
 * OffsetFetch (key 9), with requireStable as from version 7 on.
 *
 * Behaviour: the applied offsets of the partitions asked for, from anybody: no member, generation
 * or instance id is looked at. With requireStable, a partition with pending transactional offsets
 * is UNSTABLE_OFFSET_COMMIT, which a client takes for the whole answer, and asks again.
 * Left out: member epochs (KIP-848).
 * Source: reference A.7.7, A.11, A.13; `OffsetMetadataManager.fetchOffsets`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { findCommitted } from '../cluster/offsets-log.ts'
import { isPending } from '../cluster/pending-offsets.ts'
import type { CommitEntry, OffsetsAsked } from '../network/client-requests.ts'
import type { OffsetsOfGroup } from '../network/client-responses.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { TopicPartition } from '../topic-partition.ts'

/** Answers a fetch of committed offsets, always at once. */
export function offsetFetch(
  cluster: Cluster,
  _ports: Ports,
  request: RequestOf<'OffsetFetch'>,
  _ticket: number,
): ResponseOf<'OffsetFetch'> {
  const api = 'OffsetFetch'
  if (cluster.offsets.loading) return { api, error: 'COORDINATOR_LOAD_IN_PROGRESS', offsets: [] }
  const { requireStable, others } = request
  const first = { api, ...offsetsOf(cluster, request, requireStable) } as const
  if (others === undefined) return first
  return { ...first, others: others.map((asked) => offsetsOf(cluster, asked, requireStable)) }
}

function offsetsOf(
  { offsets }: Cluster,
  { groupId, partitions }: OffsetsAsked,
  requireStable: boolean,
): OffsetsOfGroup {
  const found: CommitEntry[] = []
  const unstable: TopicPartition[] = []
  for (const { topic, partition } of partitions) {
    if (requireStable && isPending(offsets, groupId, topic, partition)) {
      unstable.push({ topic, partition })
    }
    const committed = findCommitted(offsets, groupId, topic, partition)
    if (committed !== null) found.push(committed.entry)
  }
  if (unstable.length === 0) return { error: 'NONE', offsets: found }
  return { error: 'UNSTABLE_OFFSET_COMMIT', offsets: found, unstable }
}

/** The rule of OffsetFetch. */
export const offsetFetchRule: Rule<'OffsetFetch'> = {
  api: 'OffsetFetch',
  key: 9,
  coordinator: 'group',
  ofNamelessGroup: true,
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'OffsetFetch', error, offsets: [] }),
  handle: (cluster, ports, _broker, request, ticket) =>
    offsetFetch(cluster, ports, request, ticket),
  count: 'arrivals',
}
