/**
 * 1. From a client's bytes to requests in flight.
 *
 * Behaviour: a request that is malformed, of an API or of a version that is not spoken costs the
 * connection, as a real broker closes it; an ApiVersions request of a newer version is answered
 * with UNSUPPORTED_VERSION.
 * Source: reference C.10, C.11; `RequestContext.parseRequest`, `SocketServer`.
 */

import { traceSent } from '../model/meter/trace.ts'
import { hopMs } from '../model/network/hop-ms.ts'
import type { Message } from '../model/network/message.ts'
import { type DecodedRequest, decodeRequest } from '../wire/decode-request.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'
import { apiOf, codecs } from './apis.ts'
import { breakConnection } from './close.ts'
import type { Connection, Host, InFlight } from './host.ts'

/** A client wrote bytes. */
export function receive(host: Host, connection: Connection, bytes: Buffer): void {
  for (const frame of framesOf(connection, bytes) ?? [malformed]) {
    if (!receiveFrame(host, connection, frame)) return
  }
}

/** A whole message has arrived, without its size. False: it costs the connection. */
export function receiveFrame(host: Host, connection: Connection, frame: Buffer): boolean {
  const { client } = connection
  const decoded = decodeRequest(codecs, frame)
  if (decoded.kind === 'request') send(host, connection, decoded)
  else if (decoded.kind === 'unsupported-api-versions') {
    const { response } = decoded
    client.later(() => connection.open && connection.receive(response), 2 * hopMs)
  } else {
    client.later(() => breakConnection(host, connection, decoded.reason), hopMs)
    return false
  }
  return true
}

const malformed = Buffer.alloc(0)

function framesOf({ frames }: Connection, bytes: Buffer): readonly Buffer[] | null {
  try {
    return frames.push(bytes)
  } catch (error) {
    if (error instanceof MalformedRequest) return null
    throw error
  }
}

/** The request sets out, by the rule of its API. */
function send(host: Host, connection: Connection, decoded: DecodedRequest): void {
  const { world, groups } = host
  const { apiKey, apiVersion, correlationId, clientId, request } = decoded
  const { client, broker } = connection
  const api = apiOf(apiKey)
  const ticket = world.nextTicket++
  const commit = client.requested(request, clientId)
  const { cluster } = world
  const addressOf = (of: number) => host.addressOf(of, client)
  const asked = api.toModel(request, {
    ...{ cluster, groups, addressOf, client, commit },
    version: apiVersion,
  })
  // A producer that asks for no acknowledgement is sent none.
  const unheard = asked.api === 'Produce' && asked.acks === 0
  const message: Message = {
    ticket,
    instance: client.index,
    broker,
    connection: connection.connection,
    unheard,
    request: asked,
    rule: api.rule,
    api: asked.api,
    response: null,
    status: 'sent',
    timedOut: false,
    due: world.now + hopMs,
  }
  world.messages.push(message)
  if (api.traced) traceSent(world, message)
  if (unheard) return
  const inFlight: InFlight = {
    ticket,
    connection,
    correlationId,
    apiVersion,
    api,
    request,
    commit,
    delayedThere: false,
    delayedBack: false,
  }
  host.inFlight.set(ticket, inFlight)
  client.sent(inFlight)
}
