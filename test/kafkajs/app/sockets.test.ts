/** What goes over a socket in pieces, or is no request at all. */
import { afterEach, expect, test, vi } from 'vitest'
import { SimulatedSocket } from '../../../src/kafkajs/app/socket.ts'
import { AssertionBug } from '../../../src/model/assert.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { FrameCutter } from '../../../src/wire/frame.ts'
import { consuming, ofKind, runService, type Strike } from '../run-service.ts'

const { write, emit } = SimulatedSocket.prototype

afterEach(() => {
  vi.restoreAllMocks()
})

const done = (events: readonly HistoryEvent[]) =>
  new Set(ofKind(events, 'processing-done').map(({ offset }) => offset)).size

/** A request of this API and version, with a client id and this body. */
function request(api: number, version: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4 + 2 + 2 + 4 + 2)
  head.writeInt32BE(head.length - 4 + body.length, 0)
  head.writeInt16BE(api, 4)
  head.writeInt16BE(version, 6)
  head.writeInt32BE(99, 8)
  head.writeInt16BE(-1, 12)
  return Buffer.concat([head, body])
}

const metadata = 3
const nothing = Buffer.alloc(0)

test.each([
  ['a length of nothing', Buffer.from([0, 0, 0, 0])],
  ['a negative length', Buffer.from([0xff, 0xff, 0xff, 0xff, 1])],
  ['a length beyond all bounds', Buffer.from([0x7f, 0xff, 0xff, 0xff, 1])],
  ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['an API that nobody knows', request(999, 0, nothing)],
  ['a version that nobody speaks', request(metadata, 99, nothing)],
  ['a body cut short', request(metadata, 6, Buffer.from([0, 0, 0, 9, 0]))],
  ['a body with more than there is', request(metadata, 6, Buffer.from([0, 0, 0, 0, 1, 1, 1]))],
])('%s costs the connection, and the client opens another', (_, garbage) => {
  let writes = 0
  let broken = 0
  vi.spyOn(SimulatedSocket.prototype, 'emit').mockImplementation(function (
    this: SimulatedSocket,
    name,
    ...rest
  ) {
    if (name === 'end') broken++
    return emit.call(this, name, ...rest)
  })
  // In the middle of its fetching: what it had asked for on this connection is asked for again.
  vi.spyOn(SimulatedSocket.prototype, 'write').mockImplementation(function (
    this: SimulatedSocket,
    ...given
  ) {
    return ++writes === 12 ? write.call(this, garbage) : write.apply(this, given)
  })
  const events = runService(consuming())
  expect(broken).toBe(1)
  expect(done(events)).toBe(5)
  expect(ofKind(events, 'died')).toEqual([])
})

test('requests and answers that come in pieces change nothing', () => {
  const whole = runService(consuming())
  vi.spyOn(SimulatedSocket.prototype, 'write').mockImplementation(function (
    this: SimulatedSocket,
    bytes,
  ) {
    for (const byte of bytes as Buffer) write.call(this, Buffer.from([byte]))
    return true
  })
  vi.spyOn(SimulatedSocket.prototype, 'emit').mockImplementation(function (
    this: SimulatedSocket,
    name,
    ...rest
  ) {
    if (name !== 'data') return emit.call(this, name, ...rest)
    const [bytes] = rest as [Buffer]
    for (const end of [3, 7, bytes.length]) {
      const start = end === 3 ? 0 : end === 7 ? 3 : 7
      emit.call(this, 'data', bytes.subarray(start, end))
    }
    return true
  })
  expect(runService(consuming())).toEqual(whole)
})

test('a bug of ours is loud, and no broken connection', () => {
  vi.spyOn(FrameCutter.prototype, 'push').mockImplementation(() => {
    throw new AssertionBug('ours')
  })
  expect(() => runService(consuming())).toThrow(AssertionBug)
})

test('a broken connection is survived, and what was asked for on it is asked for again', () => {
  const whileCommitting: Strike['when'] = ({ kind }) => kind === 'commit-requested'
  const disconnect: Strike = { fault: 'disconnect', when: whileCommitting }
  const events = runService(consuming(), [disconnect])
  expect(ofKind(events, 'fault').length).toBe(1)
  expect(done(events)).toBe(5)
})
