/**
 * The hashes of instances. They depend on the rest of the world by the names of tickets, commits
 * and generations, so that a hash is good only where the same object has the same surroundings.
 */
import type { Instance } from '../../../model/instance/instance.ts'
import { createHash, finish, type Hash, mix, resetHash } from '../../../properties/state/hash.ts'
import { mixInstance } from './mix-instance.ts'
import type { Parts } from './stage.ts'

/** The hash of an instance, and that of the surroundings which it was computed in. */
export interface InstancePrint extends Hash {
  readonly aroundHigh: number
  readonly aroundLow: number
}

const around = createHash()

/** The hashes of all instances; `known` are those of `from`, which may share some with these. */
export function printInstances(
  parts: Parts,
  from: readonly Instance[],
  known: readonly InstancePrint[],
): readonly InstancePrint[] {
  const prints: InstancePrint[] = []
  for (let i = 0; i < parts.instances.length; i++) {
    const instance = parts.instances[i] as Instance
    resetHash(around)
    mixSurroundings(around, parts, instance)
    const { high: aroundHigh, low: aroundLow } = around
    const print = from[i] === instance ? known[i] : undefined
    if (print?.aroundHigh === aroundHigh && print.aroundLow === aroundLow) {
      prints.push(print)
      continue
    }
    const { high, low } = createHash()
    const own = { high, low, aroundHigh, aroundLow }
    mixInstance(own, parts, instance)
    finish(own)
    prints.push(own)
  }
  return prints
}

/** All that `mixInstance` reads outside of the instance. */
function mixSurroundings(hash: Hash, parts: Parts, { index, consumer }: Instance): void {
  const { cluster, messages } = parts
  mix(hash, cluster.groups[0]?.generation ?? 0)
  mix(hash, cluster.metadataVersion)
  mix(hash, parts.commits.length)
  mix(hash, consumer.idleSince === parts.progress ? 1 : 0)
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (message?.instance === index) mix(hash, message.ticket)
  }
}
