/**
 * What becomes of each partition of a commit.
 *
 * Behaviour: a broker refuses what it does not know with UNKNOWN_TOPIC_OR_PARTITION before the
 * coordinator hears of it, whatever that thinks of the group; the coordinator refuses partitions
 * with too much metadata, and commits the others. Clients look at the first error.
 * Left out: INVALID_COMMIT_OFFSET_SIZE.
 * Source: `KafkaApis.handleOffsetCommitRequest`, `OffsetMetadataManager.commitOffset`; real brokers
 * answer so, see `conformance/`.
 */
import type { Cluster } from '../cluster/cluster.ts'
import { findPartition } from '../cluster/partition-log.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { CommitEntry } from '../network/client-requests.ts'
import type { CommitAnswer } from '../network/client-responses.ts'

/** `offset.metadata.max.bytes`, which Kafka counts in characters. */
const metadataLengthMax = 4096

/** The answer to a commit of these offsets; `error`: what the coordinator says of all of them. */
export function commitAnswer(
  cluster: Cluster,
  offsets: readonly CommitEntry[],
  error: KafkaErrorCode,
): CommitAnswer {
  if (!offsets.some((entry) => errorOf(cluster, entry, error) !== error)) return { error }
  const each = offsets.map((entry) => errorOf(cluster, entry, error))
  return { error: each.find((one) => one !== 'NONE') ?? 'NONE', each }
}

/** Those of the offsets that are committed with this answer. */
export function acceptedOffsets(
  offsets: readonly CommitEntry[],
  { error, each }: CommitAnswer,
): readonly CommitEntry[] {
  if (each !== undefined) return offsets.filter((_, i) => each[i] === 'NONE')
  return error === 'NONE' ? offsets : []
}

/** Whether a broker knows any of the partitions: if not, the coordinator is not asked. */
export function reachesCoordinator(cluster: Cluster, offsets: readonly CommitEntry[]): boolean {
  return offsets.some((entry) => isKnown(cluster, entry))
}

function errorOf(cluster: Cluster, entry: CommitEntry, error: KafkaErrorCode): KafkaErrorCode {
  if (!isKnown(cluster, entry)) return 'UNKNOWN_TOPIC_OR_PARTITION'
  if (error !== 'NONE') return error
  return entry.metadata.length > metadataLengthMax ? 'OFFSET_METADATA_TOO_LARGE' : 'NONE'
}

function isKnown(cluster: Cluster, { topic, partition }: CommitEntry): boolean {
  return findPartition(cluster, topic, partition) !== undefined
}
