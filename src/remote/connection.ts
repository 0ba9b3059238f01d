/**
 * A connection of some client to a broker, over TCP.
 *
 * Behaviour: one request at a time is taken from a connection, the next when the answer is written,
 * as a broker mutes a channel; a client that does not read its answers is asked nothing more. What
 * it sends meanwhile is kept up to `queuedMax` requests, then it is not read from. A frame that is
 * no request ends the connection. When the client is gone, what had arrived is still taken, without
 * an answer; a broker would first finish what it holds. A connection on which nothing moves for
 * ten minutes is closed (`connections.max.idle.ms`).
 * Left out: TLS, quotas, limits on connections.
 * Source: reference C.10, C.11; `SocketServer` (channel muting, idle connections).
 */
import type { Socket } from 'node:net'
import { closed } from '../broker/close.ts'
import type { Client, Connection, Host } from '../broker/host.ts'
import { plainContent } from '../broker/plain-content.ts'
import { receiveFrame } from '../broker/receive.ts'
import { FrameCutter } from '../wire/frame.ts'
import { MalformedRequest } from '../wire/malformed-request.ts'
import type { Pump } from './pump.ts'

const idleMs = 600_000
const queuedMax = 64
const nothing = Buffer.alloc(0)

/** What a connection is part of. */
export interface Server {
  readonly host: Host
  readonly pump: Pump
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
  /** Whole frames that are not taken yet. */
  #queue: Buffer[] = []
  #unanswered = 0
  #isTaking = false

  constructor(server: Server, socket: Socket, connection: number, broker: number) {
    this.#server = server
    this.#socket = socket
    this.connection = connection
    this.broker = broker
    this.client = this.#createClient()
    socket.setNoDelay(true)
    socket.setTimeout(idleMs, () => socket.destroy())
    socket.on('data', (bytes) => this.#arrived(bytes))
    socket.on('drain', () => this.#goOn())
    socket.on('end', () => this.#gone())
    socket.on('close', () => this.#gone())
  }

  receive(bytes: Buffer): void {
    this.#socket.write(bytes)
    this.#take()
  }

  breakDown(reason: string): void {
    this.open = false
    this.#queue = []
    this.#socket.destroySoon()
    this.#server.refused(reason)
  }

  #arrived(bytes: Buffer): void {
    if (!this.open) return
    this.#queue.push(...this.#framesOf(bytes))
    this.#goOn()
  }

  /** What no client sends stands for bytes that cannot be cut: it is refused in its turn. */
  #framesOf(bytes: Buffer): readonly Buffer[] {
    const whole: Buffer[] = []
    try {
      whole.push(...this.frames.push(bytes))
      // Malformed bytes behind whole frames are found by the next push.
      if (whole.length > 0) this.frames.push(nothing)
    } catch (error) {
      if (!(error instanceof MalformedRequest)) throw error
      whole.push(nothing)
    }
    return whole
  }

  #goOn(): void {
    this.#server.pump.tick()
    this.#take()
    this.#server.pump.run()
  }

  #take(): void {
    if (this.#isTaking) return
    this.#isTaking = true
    const socket = this.#socket
    while (this.open && this.#unanswered === 0 && !socket.writableNeedDrain) {
      if (!this.#takeNext()) break
    }
    this.#isTaking = false
    if (this.#queue.length > queuedMax) socket.pause()
    else if (this.open && socket.isPaused()) socket.resume()
  }

  /** False: there is none. */
  #takeNext(): boolean {
    const frame = this.#queue.shift()
    return frame !== undefined && receiveFrame(this.#server.host, this, frame)
  }

  #gone(): void {
    if (!this.open) return
    this.#server.pump.tick()
    while (this.open && this.#takeNext());
    if (this.open) closed(this.#server.host, this)
    this.open = false
    this.#socket.destroy()
    this.#server.pump.run()
  }

  /** All connections are those of one process, which never ends: whose they are is not known. */
  #createClient(): Client {
    const answered = () => {
      this.#unanswered--
    }
    const client = {
      index: 0,
      name: '',
      requested: (_request: unknown, clientId: string | null) => {
        client.name = clientId ?? ''
        return -1
      },
      sent: () => {
        this.#unanswered++
      },
      answered,
      unanswered: answered,
      enter: (act: () => void) => act(),
      later: (act: () => void) => act(),
      contentOf: (_log: unknown, record: Parameters<typeof plainContent>[0]) =>
        plainContent(record),
    }
    return client
  }
}
