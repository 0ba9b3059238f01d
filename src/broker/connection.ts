/**
 * Between a socket and the model's network: bytes become messages in flight, and answers bytes.
 *
 * Behaviour: a request that is malformed, of an unknown kind or of a version that no broker of ours
 * speaks costs the connection, as a real broker closes it; an ApiVersions request of a newer
 * version is answered with UNSUPPORTED_VERSION. A connection that breaks leaves behind what had
 * been sent and can still change the cluster.
 * Source: reference C.10, C.11; `KafkaApis`, `RequestContext.parseRequest`, `SocketServer`.
 */

import type { App } from '../kafkajs/app/app.ts'
import type { SimulatedSocket } from '../kafkajs/app/socket.ts'
import type { Simulation } from '../kafkajs/simulation/simulation.ts'
import { dropFetch } from '../model/cluster/fetch.ts'
import { heard } from '../model/group/deadlines.ts'
import { traceResponse, traceSent } from '../model/meter/trace.ts'
import { changesCluster, type Message } from '../model/network/message.ts'
import { apply, leaveBehind, remove } from '../model/network/network.ts'
import type { Request } from '../model/network/requests.ts'
import { decodeRequest } from '../wire/decode-request.ts'
import { encodeResponse } from '../wire/encode-response.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'
import { codecOf, codecs, type WireRequest } from './apis.ts'
import type { Flight } from './flight.ts'
import { answerLocally } from './local.ts'
import { ruleOf } from './rules.ts'
import { toModel } from './to-model.ts'
import { toWire } from './to-wire.ts'

const hopMs = 1

/** What the wire answers by itself travels as this: it is asked for and changes nothing. */
const carrier: Request = { api: 'Metadata' }

/** A process wrote bytes. */
export function onWritten(
  simulation: Simulation,
  app: App,
  socket: SimulatedSocket,
  bytes: Buffer,
): void {
  loudly(simulation, () => {
    if (readRequests(simulation, app, socket, bytes)) return
    app.timers.arm(() => breakConnection(simulation, app, socket), hopMs, false)
  })
}

/** A bug of ours ends the run; the client would take it for a broken connection and try again. */
function loudly(simulation: Simulation, act: () => void): void {
  try {
    act()
  } catch (error) {
    simulation.bug ??= error
    throw error
  }
}

/** False: what came is no request that a broker would go on after. */
function readRequests(
  simulation: Simulation,
  app: App,
  socket: SimulatedSocket,
  bytes: Buffer,
): boolean {
  for (const frame of framesOf(socket, bytes) ?? [malformed]) {
    const decoded = decodeRequest(codecs, frame)
    if (decoded.kind === 'request') {
      const { correlationId, apiVersion, request } = decoded
      send(simulation, app, socket, correlationId, apiVersion, request as WireRequest)
    } else if (decoded.kind === 'unsupported-api-versions') {
      respondAtOnce(app, socket, decoded.response)
    } else return false
  }
  return true
}

const malformed = Buffer.alloc(0)

function framesOf(socket: SimulatedSocket, bytes: Buffer): readonly Buffer[] | null {
  try {
    return socket.frames.push(bytes)
  } catch (error) {
    if (error instanceof MalformedRequest) return null
    throw error
  }
}

function respondAtOnce(app: App, socket: SimulatedSocket, response: Buffer): void {
  app.timers.arm(() => socket.open && socket.emit('data', response), 2 * hopMs, false)
}

function send(
  simulation: Simulation,
  app: App,
  socket: SimulatedSocket,
  correlationId: number,
  apiVersion: number,
  request: WireRequest,
): void {
  const { world } = simulation
  const ticket = world.nextTicket++
  const commit = app.watch.requested(request)
  const asked = toModel(app, request, commit)
  // A producer that asks for no acknowledgement is sent none.
  const unheard = request.api === 'Produce' && request.acks === 0
  const message: Message = {
    ticket,
    instance: app.instance.index,
    broker: socket.broker,
    connection: socket.connection,
    unheard,
    request: asked ?? carrier,
    rule: ruleOf((asked ?? carrier).api),
    api: (asked ?? carrier).api,
    response: null,
    status: 'sent',
    timedOut: false,
    due: world.now + hopMs,
  }
  world.messages.push(message)
  if (asked !== null) traceSent(world, message)
  if (unheard) return
  app.unanswered.set(ticket, world.now)
  simulation.flights.set(ticket, {
    ticket,
    app,
    socket,
    correlationId,
    apiVersion,
    request,
    commit,
    answer: null,
    delayedThere: false,
    delayedBack: false,
  })
}

/** The broker takes a request. */
export function arrive(simulation: Simulation, message: Message): void {
  const { world, flights } = simulation
  const flight = flights.get(message.ticket)
  if (flight === undefined || message.request !== carrier) {
    apply(world, message)
    heard(simulation.lastHeard, message.request, message.response, world.now)
    return
  }
  flight.answer = answerLocally(simulation, flight, message.broker)
  message.response = { api: 'Heartbeat', error: 'NONE' }
  message.status = 'answered'
  message.due = world.now + hopMs
}

/** The process gets an answer, or hears that its connection is broken. */
export function deliver(simulation: Simulation, message: Message): void {
  const { flights } = simulation
  const flight = flights.get(message.ticket)
  const { response } = message
  if (response !== null) traceResponse(simulation.world, 'arrived', message, response)
  remove(simulation.world, message)
  flights.delete(message.ticket)
  if (flight === undefined || response === null) return
  const { app, socket } = flight
  app.unanswered.delete(flight.ticket)
  if (response.error === 'DISCONNECTED') {
    app.watch.unanswered(flight)
    app.enter(() => breakConnection(simulation, app, socket))
    return
  }
  const answer = flight.answer ?? toWire(flight, response)
  const bytes = encodeResponse(codecOf(answer.api), flight.apiVersion, flight.correlationId, answer)
  app.watch.answered(flight, answer)
  app.enter(() => socket.emit('data', bytes))
}

/** The connection is gone, and the client hears of it. */
export function breakConnection(simulation: Simulation, app: App, socket: SimulatedSocket): void {
  if (!socket.open) return
  onClosed(simulation, app, socket)
  socket.breakDown()
}

/** Nobody takes the answers of this connection any more. */
export function onClosed(simulation: Simulation, app: App, socket: SimulatedSocket): void {
  const { world, flights } = simulation
  for (const message of world.messages.slice()) {
    if (message.connection !== socket.connection) continue
    const flight = flights.get(message.ticket)
    if (flight !== undefined) forget(simulation, app, flight)
    dropFetch(world.cluster, message.ticket)
    const lasting = message.status === 'sent' && changesCluster(message)
    if (lasting) leaveBehind(world, message, message.due, false)
    remove(world, message)
  }
}

function forget(simulation: Simulation, app: App, flight: Flight): void {
  app.watch.unanswered(flight)
  app.unanswered.delete(flight.ticket)
  simulation.flights.delete(flight.ticket)
}
