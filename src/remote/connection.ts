/**
 * A connection of some client to a broker, over TCP.
 *
 * Behaviour: one request at a time is taken from a connection, the next when the answer is written,
 * as a broker mutes a channel; a client that does not read its answers is asked nothing more. What
 * it sends meanwhile is kept up to `queuedMax` requests, then it is not read from. A frame that is
 * no request ends the connection. When the client is gone, what had arrived is still taken, without
 * an answer; a broker would first finish what it holds. A connection on which nothing moves for
 * ten minutes is closed (`connections.max.idle.ms`); for one minute in the middle of a request.
 * Left out: TLS, quotas.
 * Source: reference C.10, C.11; `SocketServer` (channel muting, idle connections).
 */
import type { Socket } from 'node:net'
import type { Asker } from '../broker/broker-api.ts'
import type { Client, Connection, InFlight } from '../broker/host.ts'
import type { WireMessage } from '../wire/codec.ts'
import { FrameCutter } from '../wire/frame.ts'
import { type Peer, stranger } from './peer.ts'
import { wholeFrames } from './whole-frames.ts'

const idleMs = 600_000
const stalledMs = 60_000
const queuedMax = 64

/** What answers the requests of connections. */
export interface Server {
  /** It is what time it is: to be said before anything is taken. */
  tick(): void
  /** Something has been taken: what follows from it happens. */
  run(): void
  /** A whole message has arrived, without its size. False: it costs the connection. */
  receive(connection: Connection, frame: Buffer): boolean
  /** The client is gone; nobody takes the answers of this connection any more. */
  closed(connection: Connection): void
  /** What a record holds that no producer wrote. */
  readonly contentOf: Asker['contentOf']
  /** Something that a client asked for is not answered here; in words for the user. */
  readonly refused: (reason: string) => void
}

export class TcpConnection implements Connection {
  readonly client: Client
  readonly connection: number
  readonly broker: number
  readonly frames = new FrameCutter()
  readonly ofAdmin = false
  open = true
  readonly #server: Server
  readonly #socket: Socket
  readonly #peer: Peer
  /** Whole frames that are not taken yet. */
  #queue: Buffer[] = []
  #unanswered = 0
  #isHeld = false
  /** The answer that is written when it is released. */
  #kept: Buffer | null = null
  #isTaking = false
  #isWaiting = false
  /** The client is. */
  #isGone = false
  /** The request for which that was waited. */
  #afterEffects: Buffer | null = null
  /** The request whose answer is written next. */
  #answering: InFlight | null = null

  constructor(
    server: Server,
    socket: Socket,
    connection: number,
    broker: number,
    peer: Peer = stranger,
  ) {
    this.#server = server
    this.#peer = peer
    this.#socket = socket
    this.connection = connection
    this.broker = broker
    this.client = this.#createClient(peer)
    socket.setNoDelay(true)
    socket.setTimeout(idleMs, () => socket.destroy())
    socket.on('data', (bytes) => this.#arrived(bytes))
    socket.on('drain', () => this.#goOn())
    socket.on('end', () => this.#gone())
    socket.on('close', () => this.#gone())
  }

  receive(bytes: Buffer): void {
    if (!this.open) return
    if (this.#isHeld) {
      this.#kept = bytes
      return
    }
    this.#socket.write(bytes)
    const asked = this.#answering
    this.#answering = null
    if (asked !== null) this.#peer.wrote(asked)
    this.#take()
  }

  /** Nothing is taken from the client, and nothing brought to it, until it is released. */
  hold(): void {
    this.#isHeld = true
    this.#socket.setTimeout(idleMs)
  }

  release(): void {
    this.#isHeld = false
    const kept = this.#kept
    this.#kept = null
    if (kept !== null) this.receive(kept)
    this.#goOn()
  }

  /** The connection is cut, as by a network: what is under way on it is not answered. */
  cut(): void {
    if (!this.open) return
    this.#server.closed(this)
    this.open = false
    this.#queue = []
    this.#socket.destroy()
  }

  breakDown(reason: string): void {
    this.open = false
    this.#queue = []
    this.#socket.destroySoon()
    this.#server.refused(reason)
  }

  #arrived(bytes: Buffer): void {
    if (!this.open) return
    for (const frame of wholeFrames(this.frames, bytes)) this.#queue.push(frame)
    this.#goOn()
  }

  #goOn(): void {
    this.#server.tick()
    this.#take()
    this.#server.run()
  }

  #take(): void {
    if (this.#isTaking) return
    this.#isTaking = true
    const socket = this.#socket
    while (this.#takesMore()) {
      if (this.#waitsForEffects() || !this.#takeNext()) break
    }
    this.#isTaking = false
    if (this.#queue.length > queuedMax) socket.pause()
    else if (this.open && socket.isPaused()) socket.resume()
    const isMidway = this.frames.isMidway && !socket.isPaused() && !this.#isHeld
    socket.setTimeout(isMidway ? stalledMs : idleMs)
  }

  #takesMore(): boolean {
    return this.open && !this.#isHeld && this.#unanswered === 0 && !this.#socket.writableNeedDrain
  }

  /** What the next request comes after, by another way than a socket, is read first. */
  #waitsForEffects(): boolean {
    const [next] = this.#queue
    if (next === undefined || next === this.#afterEffects || next.length < 2) return false
    if (!this.#peer.isAfterEffects(next.readInt16BE(0))) return false
    if (this.#isWaiting) return true
    this.#isWaiting = true
    // What was ready with it, or before, is read before the second turn of the event loop ends.
    setImmediate(() =>
      setImmediate(() => {
        const goOn = () => {
          this.#isWaiting = false
          this.#afterEffects = next
          if (this.open) this.#goOn()
        }
        const seen = this.#peer.untilEffectsSeen()
        if (seen === null) goOn()
        else void seen.then(goOn)
      }),
    )
    return true
  }

  /** False: there is none. */
  #takeNext(): boolean {
    const frame = this.#queue.shift()
    return frame !== undefined && this.#server.receive(this, frame)
  }

  #gone(): void {
    if (!this.open || this.#isGone) return
    this.#isGone = true
    const isCommitting = this.#queue.some((one) => {
      return one.length >= 2 && this.#peer.isAfterEffects(one.readInt16BE(0))
    })
    const seen = isCommitting ? this.#peer.untilEffectsSeen() : null
    if (seen === null) this.#finish()
    else void seen.then(() => this.#finish())
  }

  #finish(): void {
    if (!this.open) return
    this.#server.tick()
    while (this.open && !this.#isHeld && this.#takeNext());
    if (this.open) this.#server.closed(this)
    this.open = false
    this.#socket.destroy()
    this.#server.run()
  }

  #createClient(peer: Peer): Client {
    const client = {
      index: peer.index,
      name: '',
      requested: (request: WireMessage, clientId: string | null) => {
        client.name = peer.nameOf(clientId)
        return peer.requested(request)
      },
      sent: (asked: InFlight) => {
        this.#unanswered++
        peer.sent(asked)
      },
      answered: (asked: InFlight, response: WireMessage) => {
        this.#unanswered--
        this.#answering = asked
        peer.answered(asked, response)
      },
      unanswered: (asked: InFlight) => {
        this.#unanswered--
        peer.unanswered(asked)
      },
      enter: (act: () => void) => act(),
      later: (act: () => void) => act(),
      contentOf: this.#server.contentOf,
    }
    return client
  }
}
