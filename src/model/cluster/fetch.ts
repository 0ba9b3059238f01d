/**
 * Fetch (API key 1).
 *
 * Behaviour: answered at once when a partition has a record or an error, or when no partition is
 * asked for; else held until there is one, or until its wait (`fetch.max.wait.ms`) is over. The
 * answer covers every partition of the request, read when it is answered; in a fetch session (which
 * the model's own consumer has none of) those that there is news of.
 *
 * Left out: `fetch.min.bytes` above 1.
 *
 * Source: reference A.12, C.10; `ReplicaManager.fetchMessages`, `DelayedFetch`.
 */
import { assert } from '../assert.ts'
import type { KafkaErrorCode } from '../errors.ts'
import { removeAt } from '../lists.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { Cluster, HeldFetch, Ports } from './cluster.ts'
import { answerOf, takeUp } from './fetch-sessions.ts'
import type { PartitionLog } from './partition-log.ts'
import { isReadable, readPartition } from './read-partition.ts'

/** Answers, or holds the request and returns null. */
export function fetch(
  cluster: Cluster,
  broker: number,
  asked: RequestOf<'Fetch'>,
  ticket: number,
): ResponseOf<'Fetch'> | null {
  const request = takeUp(cluster, broker, asked)
  if (typeof request === 'string') return refuse(request)
  let ready = request.partitions.length === 0
  for (const entry of request.partitions) {
    if (ready) break
    ready = isReadable(cluster, broker, entry, request.isolation)
  }
  if (ready) return read(cluster, broker, request)
  cluster.heldFetches.push({ ticket, broker, request })
  return null
}

/** The fetches that wait, in the order in which they came. */
export function heldFetches(cluster: Cluster): readonly HeldFetch[] {
  return cluster.heldFetches
}

/** Answers the held fetches that now find a record or an error in this partition. */
export function answerReadyFetches(cluster: Cluster, ports: Ports, log: PartitionLog): void {
  for (let i = 0; i < cluster.heldFetches.length; ) {
    const held = cluster.heldFetches[i] as HeldFetch
    if (isReady(cluster, held, log)) {
      removeAt(cluster.heldFetches, i)
      ports.respond(held.ticket, read(cluster, held.broker, held.request))
    } else {
      i++
    }
  }
}

/** The fetch has waited long enough: it is answered with what there is, which is no record. */
export function endFetchWait(cluster: Cluster, ports: Ports, ticket: number): void {
  const index = indexOfTicket(cluster, ticket)
  assert(index >= 0, `no fetch with ticket ${ticket} is held`)
  const held = cluster.heldFetches[index] as HeldFetch
  removeAt(cluster.heldFetches, index)
  ports.respond(ticket, read(cluster, held.broker, held.request))
}

/** Forgets the fetch, if it is held: the connection that would carry the answer is gone. */
export function dropFetch(cluster: Cluster, ticket: number): void {
  const index = indexOfTicket(cluster, ticket)
  if (index >= 0) removeAt(cluster.heldFetches, index)
}

function isReady(cluster: Cluster, held: HeldFetch, log: PartitionLog): boolean {
  const { request, broker } = held
  for (const entry of request.partitions) {
    if (entry.partition !== log.partition || entry.topic !== log.topic) continue
    if (isReadable(cluster, broker, entry, request.isolation)) return true
  }
  return false
}

function read(cluster: Cluster, broker: number, request: RequestOf<'Fetch'>): ResponseOf<'Fetch'> {
  const { isolation, maxBytes } = request
  const room = maxBytes === undefined ? null : { bytes: maxBytes, isUsed: false }
  const partitions = request.partitions.map((entry) => {
    return readPartition(cluster, broker, entry, isolation, room)
  })
  return answerOf(cluster, broker, request, partitions)
}

function indexOfTicket(cluster: Cluster, ticket: number): number {
  for (let i = 0; i < cluster.heldFetches.length; i++) {
    if (cluster.heldFetches[i]?.ticket === ticket) return i
  }
  return -1
}

function refuse(error: KafkaErrorCode): ResponseOf<'Fetch'> {
  return { api: 'Fetch', error, partitions: [] }
}

/** The rule of Fetch. */
export const fetchRule: Rule<'Fetch'> = {
  api: 'Fetch',
  key: 1,
  coordinator: 'none',
  changes: 'nothing',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, _ports, broker, request, ticket) => fetch(cluster, broker, request, ticket),
  count: ({ partitions }) => partitions,
}
