/** The fingerprint of the whole world. What is left out, and why: docs/decisions/0015. */
import type { Message } from '../../../model/network/message.ts'
import type { Request, Response } from '../../../model/network/requests.ts'
import {
  createHash,
  finish,
  type Hash,
  hashBoth,
  hashNumber,
  hashText,
  resetHash,
} from '../../../properties/state/hash.ts'
import { ageOf, hashCommit, inFlightName } from './canonical-names.ts'
import type { Disturbers } from './disturbers.ts'
import { type ClusterHashes, hashCluster } from './hash-cluster.ts'
import { hashData, hashFixed } from './hash-data.ts'
import { type InstanceHash, instanceHashes } from './instance-hashes.ts'
import { hashesOfParts } from './part-hashes.ts'
import type { Parts } from './scratch-world.ts'

/** The hashes of a state's parts: what a state that comes from it need not compute again. */
export interface PartHashes {
  readonly parts: Pick<Parts, 'messages' | 'instances'>
  readonly cluster: ClusterHashes
  readonly messages: readonly Hash[]
  readonly instances: readonly InstanceHash[]
}

/** What of a state is hashed. */
interface Fingerprinted {
  readonly parts: Parts
  /** Its storm has ended. */
  readonly over: boolean
  /**
   * The hashes of any other state's parts, best of one that shares many with this one; what comes
   * out does not depend on them.
   */
  readonly hashes: PartHashes | null
}

/** Hashes the world; `disturbers` decide what may be left out while none of them is left. */
export function hashWorld(
  hash: Hash,
  { parts, over, hashes: base }: Fingerprinted,
  disturbers: Disturbers,
): PartHashes {
  hashNumber(hash, (over ? 1 : 0) + (parts.outage ? 2 : 0))
  const cluster = hashCluster(hash, parts, disturbers, base?.cluster ?? null)
  const messages = hashMessages(hash, parts, base)
  hashNumber(hash, parts.instances.length)
  const instances = instanceHashes(parts, base?.parts.instances ?? [], base?.instances ?? [])
  for (let i = 0; i < instances.length; i++) hashBoth(hash, instances[i] as InstanceHash)
  for (const slot of parts.slots) {
    hashNumber(hash, slot.instance * 2 + (slot.restartDue >= 0 ? 1 : 0))
    hashNumber(hash, slot.deaths * 2 + (slot.givenUp ? 1 : 0))
  }
  hashRest(hash, parts)
  return {
    parts: { messages: parts.messages, instances: parts.instances },
    cluster,
    messages,
    instances,
  }
}

function hashRest(hash: Hash, parts: Parts): void {
  hashData(hash, parts.store.offsets)
  hashNumber(hash, parts.transactions.length)
  for (const info of parts.transactions) {
    hashText(hash, info.member)
    hashText(hash, info.status)
    hashNumber(hash, info.producerId)
    hashNumber(hash, info.producerEpoch)
  }
  hashNumber(hash, parts.toProduce.length)
  for (const partition of parts.toProduce) hashNumber(hash, partition)
  hashNumber(hash, parts.poisoned.length)
  for (const record of parts.poisoned) hashFixed(hash, record)
  for (const condition of parts.conditions) hashFixed(hash, condition)
  hashNumber(hash, parts.faultsLeft)
  hashNumber(hash, parts.faultsAllowed.length)
  for (let i = 0; i < parts.faultsAllowed.length; i++) {
    hashText(hash, parts.faultsAllowed[i] ?? '')
    hashNumber(hash, parts.budgets[i] ?? 0)
  }
}

const one = createHash()

/**
 * What is in flight. Each message has its name in it and the connection that it stands on, so that
 * the sum says it all: in which order two senders sent cannot be observed later.
 */
function hashMessages(hash: Hash, parts: Parts, base: PartHashes | null): readonly Hash[] {
  const { messages } = parts
  const hashes = hashesOfParts(
    messages,
    base?.parts.messages ?? [],
    base?.messages ?? [],
    hashMessage,
  )
  let high = 0
  let low = 0
  for (let i = 0; i < messages.length; i++) {
    resetHash(one)
    hashBoth(one, hashes[i] as Hash)
    hashNamesOf(one, parts, messages[i] as Message, inFlightName(messages, i))
    finish(one)
    high = (high + one.high) | 0
    low = (low + one.low) | 0
  }
  hashNumber(hash, messages.length)
  hashNumber(hash, high)
  hashNumber(hash, low)
  return hashes
}

/** More requests than any run sends (`model/network/network.ts`). */
const brokenBelow = -1_000_000

function hashMessage(hash: Hash, message: Message): void {
  const { connection } = message
  hashNumber(hash, message.broker)
  // A negative number is a broken connection's: one request's own, or that of all left behind.
  const alone = connection < 0 && connection > brokenBelow
  hashNumber(hash, alone ? -1 : connection)
  hashNumber(hash, (message.unheard ? 1 : 0) + (message.timedOut ? 2 : 0))
  hashText(hash, message.status)
  hashFixed(hash, message.request)
  hashFixed(hash, message.response)
}

/** What in a message is called by names that depend on the rest of the world. */
function hashNamesOf(hash: Hash, parts: Parts, message: Message, name: number): void {
  hashNumber(hash, name)
  hashRequest(hash, parts, message.request)
  hashVersions(hash, parts, message.response)
}

/** What answers say by numbers that only go up. */
function hashVersions(hash: Hash, parts: Parts, response: Response | null): void {
  if (response?.api === 'Metadata')
    hashNumber(hash, parts.cluster.metadataVersion - response.version)
  if (response?.api !== 'JoinGroup') return
  hashNumber(hash, ageOf(parts, response.generation))
  for (const { metadata } of response.members) hashNumber(hash, ageOf(parts, metadata.generation))
}

function hashRequest(hash: Hash, parts: Parts, request: Request): void {
  if ('generation' in request) hashNumber(hash, ageOf(parts, request.generation))
  if (request.api === 'JoinGroup') {
    for (const { metadata } of request.protocols)
      hashNumber(hash, ageOf(parts, metadata.generation))
  }
  if (request.api !== 'OffsetCommit' && request.api !== 'TxnOffsetCommit') return
  hashCommit(hash, parts, request.commit)
}
