/**
 * Which partition of a retry topic a copy goes to.
 *
 * Behaviour: to the partition of its record's number, where the topic has one; otherwise the
 * producer decides, by the key of the record.
 * Left out: that the topic is asked how many it has (it has as many as were asked for); records
 * without a key, of which the producer takes any: all of a run have one.
 * Source: `DeadLetterPublishingRecovererFactory.resolveTopicPartition`,
 * `DeadLetterPublishingRecoverer.checkPartition`; `BuiltInPartitioner.partitionForKey` and
 * `Utils.murmur2` of kafka-clients.
 */
import type { ConsumerRecord } from '../../../model/consumer/api.ts'

const seed = 0x9747b28c
const mixer = 0x5bd1e995

/** Its number in a topic of so many. */
export function partitionIn(
  partitions: number,
  { partition, key }: Pick<ConsumerRecord, 'partition' | 'key'>,
): number {
  return partition < partitions ? partition : partitionOfKey(key, partitions)
}

/** As the Java producer decides it. */
export function partitionOfKey(key: string, partitions: number): number {
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitions
}

/** The 32 bits of Kafka's hash, with a sign. */
function murmur2(bytes: Uint8Array): number {
  const { length } = bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  const whole = length & ~3
  let hash = seed ^ length
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(view.getUint32(at, true), mixer)
    word = Math.imul(word ^ (word >>> 24), mixer)
    hash = Math.imul(hash, mixer) ^ word
  }
  if (length > whole) {
    for (let at = whole; at < length; at++) hash ^= view.getUint8(at) << (8 * (at - whole))
    hash = Math.imul(hash, mixer)
  }
  hash = Math.imul(hash ^ (hash >>> 13), mixer)
  return hash ^ (hash >>> 15)
}
