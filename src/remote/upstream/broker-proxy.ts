/**
 * Real brokers as what answers the requests of connections: each connection of a process has one of
 * its own to the broker behind.
 *
 * Behaviour: what is read (`answers.ts`) is taken one at a time, as a broker takes it; all else
 * passes as it is, in its place. Clients are told the versions that are read, and nothing of APIs
 * that name brokers' addresses or members in a way that is not read. When a process is gone, what
 * it had asked is still applied, and its answers are waited for a while.
 * Source: reference C.10, C.11.
 */
import type { Address } from '../../broker/addresses.ts'
import { apiOf, codecs } from '../../broker/apis.ts'
import { numberOf } from '../../broker/errors.ts'
import type { Connection, InFlight } from '../../broker/host.ts'
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { World } from '../../model/world.ts'
import type { ProduceRequest } from '../../wire/apis/00-produce.ts'
import type { MetadataResponse } from '../../wire/apis/03-metadata.ts'
import type { OffsetCommitRequest } from '../../wire/apis/08-offset-commit.ts'
import type { FindCoordinatorResponse } from '../../wire/apis/10-find-coordinator.ts'
import type { JoinGroupRequest } from '../../wire/apis/11-join-group.ts'
import { type ApiVersionRange, apiVersions } from '../../wire/apis/18-api-versions.ts'
import type { WireMessage } from '../../wire/codec.ts'
import { type DecodedRequest, decodeRequest } from '../../wire/decode-request.ts'
import { encodeResponse } from '../../wire/encode-response.ts'
import type { Server } from '../connection.ts'
import { readAnswer, readCodec } from './answers.ts'
import type { Applied } from './applied.ts'
import { BrokerLink, framed } from './broker-link.ts'
import { isOffered } from './offered-versions.ts'

/** What the proxy is part of. */
export interface ProxyOptions extends Pick<Server, 'tick' | 'contentOf' | 'refused'> {
  readonly world: World
  readonly applied: Applied
  /** What clients are told that brokers speak. */
  readonly offered: () => readonly ApiVersionRange[]
  /** Where the broker of that place really is. */
  readonly brokerAt: (broker: number) => Address
  /** Where the process finds the broker of that id; undefined: nowhere. */
  readonly addressOf: (nodeId: number, process: number) => Address | undefined
  /** A process is about to join a group; its request waits until this resolves. */
  readonly joining: (name: string, request: JoinGroupRequest) => Promise<void>
  /** A broker has answered a process, which may be gone. */
  readonly heard: (name: string, request: WireMessage, answer: WireMessage) => void
}

export class BrokerProxy implements Server {
  readonly tick: Server['tick']
  readonly contentOf: Server['contentOf']
  readonly refused: Server['refused']
  readonly #of: ProxyOptions
  readonly #links = new Map<number, BrokerLink>()
  /** Requests whose answer somebody waits for, by their tickets. */
  readonly #waiting = new Map<number, InFlight>()
  /** What those of them are answered with that do not go on. */
  readonly #refusals = new Map<number, KafkaErrorCode>()

  constructor(of: ProxyOptions) {
    this.#of = of
    this.tick = of.tick
    this.contentOf = of.contentOf
    this.refused = of.refused
  }

  run(): void {}

  receive(connection: Connection, frame: Buffer): boolean {
    const decoded = decodeRequest(codecs, frame)
    switch (decoded.kind) {
      case 'malformed':
        return this.#break(connection, decoded.reason)
      case 'unsupported-api-versions':
        connection.receive(decoded.response)
        return true
      case 'request':
        if (decoded.apiKey === apiVersions.key) return this.#tellVersions(connection, decoded)
    }
    if (!isOffered(decoded)) {
      const reason = 'reason' in decoded ? decoded.reason : `version ${decoded.apiVersion}`
      return this.#break(connection, reason)
    }
    if (readCodec(decoded.apiKey) === null || decoded.kind !== 'request') {
      this.#linkOf(connection).send(frame, (answer) => connection.receive(framed(answer)))
      return true
    }
    this.#ask(connection, decoded, frame)
    return true
  }

  closed(connection: Connection): void {
    for (const [ticket, asked] of this.#waiting) {
      if (asked.connection !== connection) continue
      this.#waiting.delete(ticket)
      connection.client.unanswered(asked)
    }
    this.#links.get(connection.connection)?.finish()
    this.#links.delete(connection.connection)
  }

  /** The request does not go on to its broker. */
  drop(asked: InFlight): void {
    if (this.#waiting.delete(asked.ticket)) asked.connection.client.unanswered(asked)
  }

  /** A commit is answered with that error, and does not go on to its broker. */
  refuse({ ticket }: InFlight, error: KafkaErrorCode): void {
    if (this.#waiting.has(ticket)) this.#refusals.set(ticket, error)
  }

  close(): void {
    for (const link of this.#links.values()) link.close()
  }

  #ask(
    connection: Connection,
    { apiKey, apiVersion, correlationId, clientId, request }: DecodedRequest,
    frame: Buffer,
  ): void {
    const { world, applied, joining } = this.#of
    const { client } = connection
    const commit = client.requested(request, clientId)
    if (request.api === 'Produce' && (request as ProduceRequest).acks === 0) {
      this.#linkOf(connection).send(frame, null)
      return applied.unheard(request as ProduceRequest)
    }
    const asked: InFlight = {
      ...{ ticket: world.nextTicket++, connection, correlationId, apiVersion, request, commit },
      ...{ api: apiOf(apiKey), delayedThere: false, delayedBack: false },
    }
    this.#waiting.set(asked.ticket, asked)
    client.sent(asked)
    const goOn = () => {
      if (!this.#waiting.has(asked.ticket)) return
      const refusal = this.#refusals.get(asked.ticket)
      if (refusal !== undefined) return this.#deliver(asked, refusalOf(request, refusal), null)
      this.#linkOf(connection).send(frame, (answer) => this.#answered(asked, answer))
    }
    if (request.api !== 'JoinGroup') return goOn()
    void joining(client.name, request as JoinGroupRequest).then(goOn)
  }

  #answered(asked: InFlight, frame: Buffer): void {
    const answer = readAnswer(asked.api.codec, asked.apiVersion, frame)
    this.tick()
    this.#of.applied.answered(asked, answer)
    this.#of.heard(asked.connection.client.name, asked.request, answer)
    if (this.#waiting.has(asked.ticket)) this.#deliver(asked, answer, frame)
  }

  /** `frame`: the answer as it came; null: it is our own. */
  #deliver(asked: InFlight, answer: WireMessage, frame: Buffer | null): void {
    const { ticket, connection, apiVersion, correlationId } = asked
    this.#waiting.delete(ticket)
    this.#refusals.delete(ticket)
    const { codec } = asked.api
    const own = this.#withOwnAddresses(answer, connection.client.index)
    const bytes =
      frame !== null && own === answer
        ? framed(frame)
        : encodeResponse(codec, apiVersion, correlationId, own)
    connection.client.answered(asked, answer)
    connection.receive(bytes)
  }

  #withOwnAddresses(answer: WireMessage, process: number): WireMessage {
    const { addressOf } = this.#of
    if (answer.api === 'Metadata') {
      const metadata = answer as MetadataResponse
      const brokers = metadata.brokers.flatMap((broker) => {
        const address = addressOf(broker.nodeId, process)
        return address === undefined ? [] : [{ ...broker, ...address }]
      })
      return { ...metadata, brokers } as MetadataResponse
    }
    if (answer.api !== 'FindCoordinator') return answer
    const { coordinators } = answer as FindCoordinatorResponse
    const own = coordinators.map((found) => {
      const address = found.errorCode === 0 ? addressOf(found.nodeId, process) : undefined
      return { ...found, ...address }
    })
    return { api: 'FindCoordinator', coordinators: own } as FindCoordinatorResponse
  }

  #tellVersions(connection: Connection, { apiVersion, correlationId }: DecodedRequest): true {
    const answer = { api: 'ApiVersions', errorCode: 0, apiKeys: this.#of.offered() } as const
    connection.receive(encodeResponse(apiVersions, apiVersion, correlationId, answer))
    return true
  }

  #break(connection: Connection, reason: string): false {
    this.closed(connection)
    connection.breakDown(reason)
    return false
  }

  #linkOf(connection: Connection): BrokerLink {
    const known = this.#links.get(connection.connection)
    if (known !== undefined) return known
    const link = new BrokerLink(this.#of.brokerAt(connection.broker), () => {
      if (this.#links.get(connection.connection) !== link || !connection.open) return
      this.#break(connection, 'the broker behind has ended the connection')
    })
    this.#links.set(connection.connection, link)
    return link
  }
}

/** The answer to a commit, with that error for each of its partitions. */
function refusalOf(request: WireMessage, error: KafkaErrorCode): WireMessage {
  const { topics } = request as OffsetCommitRequest
  const errorCode = numberOf(error)
  const refused = topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
  }))
  return Object.assign({ api: request.api }, { topics: refused })
}
