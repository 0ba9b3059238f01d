/** 3. From an answer in flight to the client's bytes. */
import { traceResponse } from '../model/meter/trace.ts'
import type { Message } from '../model/network/message.ts'
import { remove } from '../model/network/network.ts'
import { encodeResponse } from '../wire/encode-response.ts'
import { breakConnection } from './close.ts'
import type { Host } from './host.ts'

/** The client gets the answer, or hears that its connection is broken. */
export function deliver(host: Host, message: Message): void {
  const { world, groups } = host
  const { cluster } = world
  const { response } = message
  const asked = host.inFlight.get(message.ticket)
  if (response !== null) traceResponse(world, 'arrived', message, response)
  remove(world, message)
  host.inFlight.delete(message.ticket)
  if (asked === undefined || response === null) return
  const { connection, api, apiVersion: version, request, commit } = asked
  const { client } = connection
  if (response.error === 'DISCONNECTED') {
    client.unanswered(asked)
    client.enter(() => breakConnection(host, connection, 'a request on it will never be answered'))
    return
  }
  const addressOf = (broker: number) => host.addressOf(broker, client)
  const surroundings = { cluster, groups, addressOf, client, version, commit }
  const answer = api.toWire(response, request, surroundings)
  const bytes = encodeResponse(api.codec, version, asked.correlationId, answer)
  client.answered(asked, answer)
  client.enter(() => connection.receive(bytes))
}
