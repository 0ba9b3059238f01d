/** What a connection does to its socket, where no system's buffers lie between. */

import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { plainContent } from '../../src/broker/plain-content.ts'
import type { SessionEnds } from '../../src/model/group/deadlines.ts'
import { Clock } from '../../src/remote/clock.ts'
import { TcpConnection } from '../../src/remote/connection.ts'
import { createHost } from '../../src/remote/create-host.ts'
import { modelServer } from '../../src/remote/model-server.ts'
import { Pump } from '../../src/remote/pump.ts'
import { apiVersions } from './raw-client.ts'

/** A socket whose other end takes one write at a time. */
class SlowSocket extends Duplex {
  readonly written: Buffer[] = []
  readonly #taken: (() => void)[] = []

  constructor() {
    super({ writableHighWaterMark: 1 })
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, taken: () => void): void {
    this.written.push(chunk)
    this.#taken.push(taken)
  }

  readByOther(): void {
    this.#taken.shift()?.()
  }

  setNoDelay(): this {
    return this
  }

  timeoutMs = 0

  setTimeout(ms: number): this {
    this.timeoutMs = ms
    return this
  }
}

/** A connection over that socket; returns what stops its cluster. */
function connectOver(socket: SlowSocket): () => void {
  const clock = new Clock()
  const sessionEnds: SessionEnds = new Map()
  const contents = { brokers: 1, topics: ['orders'], partitions: 1, records: 0 }
  const address = { host: '127.0.0.1', port: 9092 }
  const host = createHost(contents, clock.now(), sessionEnds, () => address)
  const pump = new Pump(host, sessionEnds, clock)
  const contentOf = (_: unknown, record: Parameters<typeof plainContent>[0]) => plainContent(record)
  const server = modelServer(host, pump, { contentOf, refused: () => {} })
  new TcpConnection(server, socket as unknown as Socket, 0, 0)
  return () => pump.stop()
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who stops in the middle of a request has a minute, who rests has ten', async () => {
  const socket = new SlowSocket()
  const stop = connectOver(socket)
  expect(socket.timeoutMs).toBe(600_000)
  socket.push(apiVersions(1).subarray(0, 9))
  await turn()
  expect(socket.timeoutMs).toBe(60_000)
  socket.push(apiVersions(1).subarray(9))
  await turn()
  expect(socket.timeoutMs).toBe(600_000)
  stop()
})

test('the next request is taken when the answer is out, and little is read meanwhile', async () => {
  const socket = new SlowSocket()
  const stop = connectOver(socket)
  socket.push(Buffer.concat(Array.from({ length: 100 }, (_, id) => apiVersions(id))))
  await turn()
  expect(socket.written).toHaveLength(1)
  expect(socket.isPaused()).toBe(true)
  for (let i = 2; i <= 100; i++) {
    socket.readByOther()
    await turn()
    expect(socket.written).toHaveLength(i)
  }
  expect(socket.isPaused()).toBe(false)
  stop()
})
