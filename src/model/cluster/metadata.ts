/**
 * Metadata (API key 3).
 *
 * Behaviour: any broker answers with every partition, its leader and its leader epoch.
 *
 * Left out: brokers that know less than others (a change reaches all of them at once); partitions
 * without a leader; replicas, racks and the controller.
 *
 * Source: reference C.10; KIP-320 for the epoch.
 */
import type { PartitionInfo } from '../network/client-responses.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster } from './cluster.ts'

/** Answers at once. */
export function metadata(cluster: Cluster): ResponseOf<'Metadata'> {
  const partitions: PartitionInfo[] = []
  for (const { topic, partition, leader, leaderEpoch } of cluster.partitions) {
    partitions.push({ topic, partition, leader, leaderEpoch })
  }
  return { api: 'Metadata', error: 'NONE', version: cluster.metadataVersion, partitions }
}

/** The rule of Metadata. */
export const metadataRule: Rule<'Metadata'> = {
  api: 'Metadata',
  key: 3,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'Metadata', error, version: -1, partitions: [] }),
  handle: metadata,
  count: 'answers',
}
