/**
 * The network: each request is in flight; being sent, applied and answered are separate steps.
 *
 * Behaviour: requests of one connection are applied in order, the next only when the one before is
 * answered (the broker mutes a channel while it works on a request), and answers arrive in order;
 * nothing is promised across connections. The client talks to the group coordinator over a
 * connection of its own, apart from the one to the same broker as partition leader, and its
 * producer has others. A message lives on when its sender dies, as long as applying it could change
 * anything.
 * Left out: bandwidth, message sizes, partial writes; in-flight limits other than the mute.
 * Source: reference A.4, A.5, G.2; `kafka.network.SocketServer` (channel muting),
 * `ConsumerNetworkClient` (coordinator node id `Integer.MAX_VALUE - id`).
 */

import { clientRules } from '../client-rules.ts'
import { dropFetch } from '../cluster/fetch.ts'
import { handle } from '../cluster/handle.ts'
import { answerDelayMs } from '../conditions.ts'
import type { Instance } from '../instance/instance.ts'
import { removeAt } from '../lists.ts'
import { countAnswer, countArrival } from '../meter/count.ts'
import { traceEnd, traceLeftBehind, traceResponse, traceSent, traceTaken } from '../meter/trace.ts'
import type { World } from '../world.ts'
import type { ClientRequest } from './client-requests.ts'
import { hopMs } from './hop-ms.ts'
import { changesCluster, type Message } from './message.ts'
import type { RequestOf, Response } from './requests.ts'

/** More requests than any run sends: keeps the numbers of broken connections apart. */
const maxTickets = 1_000_000
const linesMax = 64
const epochsMax = 1024

/** Which of its connections to a broker a client uses: one each for fetching, group, producer. */
export type Line = 'broker' | 'coordinator' | 'producer'

/** Sends a request. Returns the ticket. */
export function send(
  world: World,
  instance: Instance,
  broker: number,
  request: ClientRequest | RequestOf<'Produce'>,
  line: Line,
): number {
  const ticket = world.nextTicket++
  const message: Message = {
    ticket,
    instance: instance.index,
    broker,
    connection: connectionOf(instance, broker, line),
    unheard: false,
    request,
    rule: clientRules[request.api],
    api: request.api,
    response: null,
    status: 'sent',
    timedOut: false,
    due: world.now + hopMs,
  }
  world.messages.push(message)
  traceSent(world, message)
  return ticket
}

/** The number of the connection that an instance has to a broker now. */
export function connectionOf(instance: Instance, broker: number, line: Line): number {
  const kind = line === 'broker' ? 0 : line === 'coordinator' ? 1 : 2
  const index = broker * 3 + kind
  const epoch = instance.connectionEpochs[index] ?? 0
  return (instance.index * linesMax + index) * epochsMax + epoch
}

/** The next request on the line of this connection uses a new one. */
export function reconnect(instance: Instance, connection: number): void {
  const index = Math.floor(connection / epochsMax) % linesMax
  instance.connectionEpochs[index] = (connection % epochsMax) + 1
}

/** The broker takes the request: it changes the cluster and answers now or later. */
export function apply(world: World, message: Message): void {
  message.status = 'held'
  traceTaken(world, message)
  countArrival(world.ports, world.cluster, message.rule, message.request)
  const response = handle(
    world.cluster,
    world.ports,
    message.broker,
    message.rule,
    message.request,
    message.ticket,
  )
  if (response !== null) respondTo(world, message, response)
  else if (!isAwaited(world, message)) remove(world, message)
}

/** The broker answers a request that it had held. Unknown tickets are nobody's any more. */
export function respond(world: World, ticket: number, response: Response): void {
  const message = findMessage(world, ticket)
  if (message !== undefined && message.status === 'held') respondTo(world, message, response)
}

function respondTo(world: World, message: Message, response: Response): void {
  countAnswer(world.ports, message.rule, response)
  traceResponse(world, 'answered', message, response)
  if (!isAwaited(world, message)) {
    remove(world, message)
    return
  }
  message.response = response
  message.status = 'answered'
  message.due = answerDue(world, message.broker)
}

/** When an answer arrives that the broker sends now. */
export function answerDue({ now, conditions }: World, broker: number): number {
  const due = now + hopMs
  return conditions.length === 0 ? due : due + answerDelayMs(conditions, broker)
}

/** Whether anybody would take the answer: the connection stands, and its process lives. */
function isAwaited(world: World, message: Message): boolean {
  if (message.unheard) return false
  const status = world.instances[message.instance]?.status
  return status === 'live' || status === 'frozen'
}

/** Whether an earlier message of the same connection has to be heard before this one. */
export function isBlocked(world: World, position: number): boolean {
  const messages = world.messages
  const connection = messages[position]?.connection
  for (let i = 0; i < position; i++) {
    if (messages[i]?.connection === connection) return true
  }
  return false
}

/** Whether the broker takes nothing from the connection: it has not answered what came before. */
export function isMuted(world: World, position: number): boolean {
  const messages = world.messages
  const connection = messages[position]?.connection
  for (let i = 0; i < position; i++) {
    const earlier = messages[i]
    if (earlier?.connection === connection && earlier?.status !== 'answered') return true
  }
  return false
}

/** The message of a ticket, if it is still in flight. */
export function findMessage(world: World, ticket: number): Message | undefined {
  const messages = world.messages
  for (let i = 0; i < messages.length; i++) {
    if (messages[i]?.ticket === ticket) return messages[i]
  }
  return undefined
}

/** Takes a message out of the network. */
export function remove(world: World, message: Message): void {
  const at = world.messages.indexOf(message)
  if (at < 0) return
  removeAt(world.messages, at)
  traceEnd(world, 'gone', message)
}

/** What a producer has in its buffer, or not quite sent, is lost with its process. */
export function dropUnsent(world: World, { index }: Instance): void {
  for (let i = world.messages.length - 1; i >= 0; i--) {
    const message = world.messages[i]
    if (message?.instance !== index || message.api !== 'Produce') continue
    if (message.status !== 'sent' || message.unheard) continue
    removeAt(world.messages, i)
    traceEnd(world, 'gone', message)
  }
}

/** Forgets what a dead instance had in flight, except what may still change the cluster. */
export function orphan(world: World, instance: Instance): void {
  for (let i = world.messages.length - 1; i >= 0; i--) {
    const message = world.messages[i]
    if (message === undefined || message.instance !== instance.index) continue
    const awaited = instance.status === 'stopped' && isOfMembership(message)
    if (message.status === 'sent' && changesCluster(message) && !awaited) continue
    dropFetch(world.cluster, message.ticket)
    removeAt(world.messages, i)
    traceEnd(world, 'gone', message)
  }
}

/** What close waits for before it returns, so that it does not outlive a graceful stop. */
function isOfMembership({ api }: Message): boolean {
  return api === 'JoinGroup' || api === 'SyncGroup'
}

/**
 * The connection under a request breaks: the client hears of it instead of an answer. `due` is when
 * it does; nothing else on its way waits behind this any more.
 */
export function breakUnder(world: World, message: Message, due: number): void {
  dropFetch(world.cluster, message.ticket)
  const sender = world.instances[message.instance]
  if (message.api === 'JoinGroup' && sender !== undefined) sender.consumer.orphaned = true
  message.connection = -2 - message.ticket
  traceEnd(world, 'broken', message)
  message.response = message.rule.refuse(message.request, 'DISCONNECTED')
  countAnswer(world.ports, message.rule, message.response)
  message.status = 'answered'
  message.due = due
}

/**
 * A copy of a request that the broker already has: it is applied, and nobody gets the answer. It
 * keeps its place behind what else was left behind on the same connection, unless it is `late`.
 */
export function leaveBehind(world: World, message: Message, due: number, late: boolean): Message {
  const ghost: Message = {
    ...message,
    ticket: world.nextTicket++,
    connection: late ? -2 - world.nextTicket : -1 - maxTickets - message.connection,
    unheard: true,
    response: null,
    status: 'sent',
    due,
  }
  world.messages.push(ghost)
  traceLeftBehind(world, ghost.ticket, message.ticket)
  return ghost
}
