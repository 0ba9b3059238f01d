/** What arrives over a socket may be anything, in any pieces, and may stop at any time. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningCluster, startCluster } from '../../src/remote/start-cluster.ts'
import { apiVersions, type RawClient, rawClient, request } from './raw-client.ts'

let cluster: RunningCluster
let refused: string[]

beforeEach(async () => {
  refused = []
  cluster = await startCluster({
    ...{ brokers: 1, topics: ['orders'], partitions: 1, records: 0 },
    ...{ host: '127.0.0.1', ports: [0], refused: (reason) => refused.push(reason) },
  })
})

afterEach(() => cluster.close())

function client(): Promise<RawClient> {
  const [first] = cluster.addresses
  if (first === undefined) throw new Error('no broker')
  return rawClient(first)
}

const idOf = (answer: Buffer | null): number | undefined => answer?.readInt32BE(0)

/** A fetch at the end of `orders-0`, which waits so long. */
function fetch(id: number, maxWaitMs: number): Buffer {
  const body = Buffer.alloc(65)
  let at = 0
  const int32 = (value: number) => {
    at = body.writeInt32BE(value, at)
  }
  for (const value of [-1, maxWaitMs, 1, 1000]) int32(value)
  at = body.writeInt8(0, at)
  for (const value of [0, -1, 1]) int32(value)
  at = body.writeInt16BE('orders'.length, at)
  at += body.write('orders', at)
  for (const value of [1, 0, -1]) int32(value)
  at += 8 + 8
  const end = Buffer.alloc(10)
  end.writeInt32BE(1000, 0)
  return request(1, 11, id, Buffer.concat([body.subarray(0, at), end]))
}

test('what comes byte by byte is answered, and what comes at once in its order', async () => {
  const slow = await client()
  for (const byte of apiVersions(7)) {
    slow.write(Buffer.from([byte]))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(idOf(await slow.answer())).toBe(7)
  slow.write(Buffer.concat(Array.from({ length: 500 }, (_, id) => apiVersions(id))))
  for (let id = 0; id < 500; id++) expect(idOf(await slow.answer())).toBe(id)
})

test('a fetch waits its time, and what comes behind it on its connection waits, too', async () => {
  const one = await client()
  // A cluster in which nothing has happened for a while.
  await new Promise((resolve) => setTimeout(resolve, 200))
  const began = performance.now()
  one.write(Buffer.concat([fetch(1, 150), apiVersions(2)]))
  expect(idOf(await one.answer())).toBe(1)
  expect(performance.now() - began).toBeGreaterThanOrEqual(149)
  expect(idOf(await one.answer())).toBe(2)
  one.write(fetch(3, 3_600_000))
  one.write(apiVersions(4))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(cluster.hurry(3_599_000)).toBe(false)
  expect(cluster.hurry(3_600_000)).toBe(true)
  expect(idOf(await one.answer())).toBe(3)
  expect(idOf(await one.answer())).toBe(4)
})

const nonsense: readonly (readonly [string, Buffer])[] = [
  ['an enormous size', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
  ['a negative size', Buffer.from([0xff, 0xff, 0xff, 0xff])],
  ['a size below that of a header', Buffer.from([0, 0, 0, 1, 0])],
  ['an API that nobody knows', request(999, 0, 1, Buffer.alloc(0))],
  ['a version of one that is not spoken', request(1, 99, 1, Buffer.alloc(0))],
  ['a body that is too short', request(3, 6, 1, Buffer.from([0, 0]))],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
]

test.each(nonsense)('%s ends the connection, and no other one', async (_what, bytes) => {
  const [bad, good] = await Promise.all([client(), client()])
  bad.write(Buffer.concat([apiVersions(1), bytes]))
  expect(idOf(await bad.answer())).toBe(1)
  expect(await bad.answer()).toBeNull()
  expect(refused).toHaveLength(1)
  good.write(apiVersions(2))
  expect(idOf(await good.answer())).toBe(2)
})

test('who goes away in the middle of a request leaves nothing behind', async () => {
  const gone = await Promise.all(Array.from({ length: 50 }, client))
  for (const [i, { socket, write }] of gone.entries()) {
    write(fetch(1, 3_600_000).subarray(0, i % 2 === 0 ? 200 : 20))
    if (i % 3 === 0) socket.resetAndDestroy()
    else socket.end()
  }
  await Promise.all(gone.map(({ ended }) => ended))
  const alive = await client()
  alive.write(apiVersions(1))
  expect(idOf(await alive.answer())).toBe(1)
  // No fetch of theirs is held.
  expect(cluster.hurry(4_000_000)).toBe(false)
})

test('who does not read for a while gets all answers in their order', async () => {
  const deaf = await client()
  deaf.socket.pause()
  const requests = 50_000
  deaf.write(Buffer.concat(Array.from({ length: requests }, (_, id) => apiVersions(id))))
  await new Promise((resolve) => setTimeout(resolve, 100))
  deaf.socket.resume()
  let id = 0
  while (id < requests && idOf(await deaf.answer()) === id) id++
  expect(id).toBe(requests)
})

test('200 connections at once are all answered', async () => {
  const clients = await Promise.all(Array.from({ length: 200 }, client))
  for (const { write } of clients) write(fetch(1, 100))
  const answers = await Promise.all(clients.map(({ answer }) => answer()))
  expect(answers.map(idOf)).toEqual(clients.map(() => 1))
})

test('a port that is taken is refused, and the others are given back', async () => {
  const [first] = cluster.addresses
  const busy = first?.port ?? 0
  const contents = { brokers: 2, topics: ['orders'], partitions: 1, records: 0 }
  const options = { ...contents, host: '127.0.0.1', ports: [0, busy] }
  await expect(startCluster(options)).rejects.toMatchObject({ code: 'EADDRINUSE', port: busy })
})
