/** A client that writes whatever it is told to, over a socket of its own. */
import { connect, type Socket } from 'node:net'
import type { Address } from '../../src/broker/addresses.ts'

export interface RawClient {
  readonly socket: Socket
  write(bytes: Buffer): void
  /** The next answer, without its size; null: the connection has ended. */
  answer(): Promise<Buffer | null>
  /** Resolves when the connection has ended. */
  readonly ended: Promise<void>
}

/** Connects. */
export async function rawClient({ host, port }: Address): Promise<RawClient> {
  const socket = connect({ host, port })
  let arrived = Buffer.alloc(0)
  let isOver = false
  let wake = () => {}
  socket.on('data', (bytes) => {
    arrived = Buffer.concat([arrived, bytes])
    wake()
  })
  socket.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isOver = true
      wake()
      resolve()
    })
  })
  await new Promise((resolve) => socket.once('connect', resolve))
  const answer = async (): Promise<Buffer | null> => {
    for (;;) {
      const size = arrived.length < 4 ? Number.POSITIVE_INFINITY : 4 + arrived.readInt32BE(0)
      if (arrived.length >= size) {
        const one = arrived.subarray(4, size)
        arrived = arrived.subarray(size)
        return one
      }
      if (isOver) return null
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { socket, write: (bytes) => void socket.write(bytes), answer, ended }
}

/** A whole request; its body follows the header of version 1. */
export function request(key: number, version: number, id: number, body: Buffer): Buffer {
  const header = Buffer.alloc(14)
  header.writeInt32BE(10 + body.length, 0)
  header.writeInt16BE(key, 4)
  header.writeInt16BE(version, 6)
  header.writeInt32BE(id, 8)
  header.writeInt16BE(-1, 12)
  return Buffer.concat([header, body])
}

/** ApiVersions, which has no body in the versions below 3. */
export function apiVersions(id: number): Buffer {
  return request(18, 0, id, Buffer.alloc(0))
}
