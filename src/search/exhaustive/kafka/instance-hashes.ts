/**
 * The hashes of instances. They depend on the rest of the world by the names of tickets, commits
 * and generations, so that a hash is good only where the same object has the same surroundings.
 */
import type { Instance } from '../../../model/instance/instance.ts'
import {
  createHash,
  finish,
  type Hash,
  hashNumber,
  resetHash,
} from '../../../properties/state/hash.ts'
import { hashInstance } from './hash-instance.ts'
import { owesProgress } from './owes-progress.ts'
import type { Parts } from './scratch-world.ts'

/** The hash of an instance, and that of the surroundings which it was computed in. */
export interface InstanceHash extends Hash {
  readonly aroundHigh: number
  readonly aroundLow: number
}

const around = createHash()

/** The hashes of all instances; `known` are those of `from`, which may share some with these. */
export function instanceHashes(
  parts: Parts,
  from: readonly Instance[],
  known: readonly InstanceHash[],
): readonly InstanceHash[] {
  const hashes: InstanceHash[] = []
  for (let i = 0; i < parts.instances.length; i++) {
    const instance = parts.instances[i] as Instance
    resetHash(around)
    hashSurroundings(around, parts, instance)
    const { high: aroundHigh, low: aroundLow } = around
    const before = from[i] === instance ? known[i] : undefined
    if (before?.aroundHigh === aroundHigh && before.aroundLow === aroundLow) {
      hashes.push(before)
      continue
    }
    const { high, low } = createHash()
    const own = { high, low, aroundHigh, aroundLow }
    hashInstance(own, parts, instance)
    finish(own)
    hashes.push(own)
  }
  return hashes
}

/** All that `hashInstance` reads outside of the instance. */
function hashSurroundings(hash: Hash, parts: Parts, { index, consumer }: Instance): void {
  const { cluster, messages } = parts
  hashNumber(hash, cluster.groups[0]?.generation ?? 0)
  hashNumber(hash, cluster.metadataVersion)
  hashNumber(hash, parts.commits.length)
  const counts = consumer.idleSince === parts.progress && !owesProgress(parts)
  hashNumber(hash, counts ? 1 : 0)
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (message?.instance === index) hashNumber(hash, message.ticket)
  }
}
