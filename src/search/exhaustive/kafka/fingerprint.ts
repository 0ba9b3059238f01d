/** The fingerprint of the whole world. What is left out, and why: docs/decisions/0015. */
import type { Message } from '../../../model/network/message.ts'
import type { Request, Response } from '../../../model/network/requests.ts'
import { createHash, finish, type Hash, mix, mixText, resetHash } from './hash.ts'
import { mixCluster } from './mix-cluster.ts'
import { mixData, mixFixed } from './mix-data.ts'
import { mixInstance } from './mix-instance.ts'
import { ageOf, inFlightName, mixCommit } from './names.ts'
import type { Parts } from './stage.ts'

/** Mixes in the world; `over`: its storm has ended. */
export function mixWorld(hash: Hash, parts: Parts, over: boolean): void {
  mix(hash, (over ? 1 : 0) + (parts.outage ? 2 : 0))
  mixCluster(hash, parts)
  mixMessages(hash, parts)
  mix(hash, parts.instances.length)
  for (const instance of parts.instances) mixInstance(hash, parts, instance)
  for (const slot of parts.slots) {
    mix(hash, slot.instance * 2 + (slot.restartDue >= 0 ? 1 : 0))
    mix(hash, slot.deaths * 2 + (slot.givenUp ? 1 : 0))
  }
  mixRest(hash, parts)
}

function mixRest(hash: Hash, parts: Parts): void {
  mixData(hash, parts.store.offsets)
  mix(hash, parts.transactions.length)
  for (const info of parts.transactions) {
    mixText(hash, info.member)
    mixText(hash, info.status)
    mix(hash, info.producerId)
    mix(hash, info.producerEpoch)
  }
  mix(hash, parts.toProduce.length)
  for (const partition of parts.toProduce) mix(hash, partition)
  mix(hash, parts.poisoned.length)
  for (const record of parts.poisoned) mixFixed(hash, record)
  mix(hash, parts.faultsLeft)
  mix(hash, parts.faultsAllowed.length)
  for (let i = 0; i < parts.faultsAllowed.length; i++) {
    mixText(hash, parts.faultsAllowed[i] ?? '')
    mix(hash, parts.budgets[i] ?? 0)
  }
}

const one = createHash()

/**
 * What is in flight. Each message has its name in it and the connection that it stands on, so that
 * the sum says it all: in which order two senders sent cannot be told later.
 */
function mixMessages(hash: Hash, parts: Parts): void {
  const { messages } = parts
  let high = 0
  let low = 0
  for (let i = 0; i < messages.length; i++) {
    resetHash(one)
    mixMessage(one, parts, messages[i] as Message, inFlightName(messages, i))
    finish(one)
    high = (high + one.high) | 0
    low = (low + one.low) | 0
  }
  mix(hash, messages.length)
  mix(hash, high)
  mix(hash, low)
}

/** More requests than any run sends (`model/network/network.ts`). */
const brokenBelow = -1_000_000

function mixMessage(hash: Hash, parts: Parts, message: Message, name: number): void {
  const { connection, request } = message
  mix(hash, name)
  mix(hash, message.broker)
  // A negative number is a broken connection's: one request's own, or that of all left behind.
  const alone = connection < 0 && connection > brokenBelow
  mix(hash, alone ? -1 : connection)
  mix(hash, (message.unheard ? 1 : 0) + (message.timedOut ? 2 : 0))
  mixText(hash, message.status)
  mixRequest(hash, parts, request)
  mixFixed(hash, message.response)
  mixVersions(hash, parts, message.response)
}

/** What answers say by numbers that only go up. */
function mixVersions(hash: Hash, parts: Parts, response: Response | null): void {
  if (response?.api === 'Metadata') mix(hash, parts.cluster.metadataVersion - response.version)
  if (response?.api !== 'JoinGroup') return
  mix(hash, ageOf(parts, response.generation))
  for (const { metadata } of response.members) mix(hash, ageOf(parts, metadata.generation))
}

function mixRequest(hash: Hash, parts: Parts, request: Request): void {
  mixFixed(hash, request)
  if ('generation' in request) mix(hash, ageOf(parts, request.generation))
  if (request.api === 'JoinGroup') {
    for (const { metadata } of request.protocols) mix(hash, ageOf(parts, metadata.generation))
  }
  if (request.api !== 'OffsetCommit' && request.api !== 'TxnOffsetCommit') return
  mixCommit(hash, parts, request.commit)
}
