/**
 * A connection to a real broker: requests go out in order, and their answers come back in that
 * order, as the protocol has it.
 */
import { connect, type Socket } from 'node:net'
import type { Address } from '../../broker/addresses.ts'
import { FrameCutter } from '../../wire/frame.ts'
import { MalformedRequest } from '../../wire/malformed-request.ts'
import { later } from '../clock.ts'

/** Hears the answer, without its size. */
type Answered = (frame: Buffer) => void

/** So long answers are waited for when nobody else will ask anything. */
const drainMs = 5000

export class BrokerLink {
  readonly #socket: Socket
  readonly #cutter = new FrameCutter()
  readonly #waiting: Answered[] = []
  #isEnding = false

  /** `ended`: the broker, or the network, has ended it; what was asked is not answered. */
  constructor({ host, port }: Address, ended: () => void) {
    this.#socket = connect({ host, port })
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (bytes) => this.#arrived(bytes))
    this.#socket.on('error', () => {})
    this.#socket.once('close', ended)
  }

  /** `frame`: without its size; `answered`: null where there is no answer to come. */
  send(frame: Buffer, answered: Answered | null): void {
    if (answered !== null) this.#waiting.push(answered)
    this.#socket.write(framed(frame))
  }

  /** Ends it when the answers to all that was asked have come. */
  finish(): void {
    this.#isEnding = true
    this.#endIfIdle()
    later(drainMs, () => this.close())
  }

  close(): void {
    this.#socket.destroy()
  }

  #arrived(bytes: Buffer): void {
    try {
      for (const frame of this.#cutter.push(bytes)) this.#waiting.shift()?.(frame)
    } catch (error) {
      if (!(error instanceof MalformedRequest)) throw error
      this.close()
    }
    this.#endIfIdle()
  }

  #endIfIdle(): void {
    if (this.#isEnding && this.#waiting.length === 0) this.close()
  }
}

/** With its size in front. */
export function framed(frame: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeInt32BE(frame.length)
  return Buffer.concat([size, frame])
}
