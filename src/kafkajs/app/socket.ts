/**
 * A socket of the simulated network, as kafkajs uses one.
 *
 * Behaviour: connects within a hop; what is written is cut into requests, each of which becomes a
 * message in flight; answers arrive whole and in order; a broken connection is an 'end'.
 * Left out: back-pressure, TLS, authentication, partial writes.
 * Source: reference C.11.
 */
import { EventEmitter } from 'node:events'
import type { Client, Connection } from '../../broker/host.ts'
import { FrameCutter } from '../../wire/frame.ts'

/** What a socket tells its process. */
export interface SocketHost {
  readonly client: Client
  /** Bytes were written. */
  written(socket: SimulatedSocket, bytes: Buffer): void
  /** The client closed it. */
  closed(socket: SimulatedSocket): void
}

export class SimulatedSocket extends EventEmitter implements Connection {
  readonly connection: number
  readonly broker: number
  readonly frames = new FrameCutter()
  open = true
  readonly ofAdmin: boolean
  readonly client: Client
  readonly #host: SocketHost

  constructor(host: SocketHost, connection: number, broker: number, ofAdmin = false) {
    super()
    this.#host = host
    this.client = host.client
    this.connection = connection
    this.broker = broker
    this.ofAdmin = ofAdmin
  }

  write(data: Buffer | Uint8Array | string, encoding?: BufferEncoding): boolean {
    if (!this.open) return false
    if (Buffer.isBuffer(data)) this.#host.written(this, data)
    else if (typeof data === 'string') this.#host.written(this, Buffer.from(data, encoding))
    else this.#host.written(this, Buffer.from(data))
    return true
  }

  end(): this {
    if (!this.open) return this
    this.open = false
    this.#host.closed(this)
    return this
  }

  destroy(): this {
    return this.end()
  }

  receive(bytes: Buffer): void {
    this.emit('data', bytes)
  }

  /** The other end is gone. */
  breakDown(): void {
    if (!this.open) return
    this.open = false
    this.emit('end')
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  setTimeout(): this {
    return this
  }
}
