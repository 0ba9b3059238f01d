/** Whatever arrives: it is understood or refused, soon, and without much memory. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { codecs, spokenVersions } from '../../src/broker/apis.ts'
import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from '../../src/wire/consumer-protocol.ts'
import { crc32c } from '../../src/wire/crc32c.ts'
import { decodeRequest as decode } from '../../src/wire/decode-request.ts'
import { FrameCutter } from '../../src/wire/frame.ts'
import { MalformedRequest } from '../../src/wire/malformed-request.ts'
import { decodeRecordBatches, encodeRecordBatch } from '../../src/wire/record-batch.ts'
import { batchOf, markerAt, recordAt } from './batches.ts'
import { frameOf } from './kafkajs-protocol.ts'

const decodeRequest = (frame: Buffer) => decode(codecs, frame)

const parameters = { seed: 42, numRuns: 3000 }
const kinds = [
  ...['request', 'malformed', 'unknown-api', 'unsupported-version', 'unsupported-api-versions'],
]

const topics = [{ topic: 'orders', partitions: [{ partition: 1, offset: '7', metadata: 'm' }] }]
const fetched = [{ topic: 'orders', partitions: [{ partition: 1, fetchOffset: 3, maxBytes: 9 }] }]
const messages = [{ key: 'k', value: 'v', headers: { h: 'x' } }]
const identity = { transactionalId: 'tx', producerId: 1, producerEpoch: 0, groupId: 'g' }
const membership = { groupId: 'g', generationId: 1, groupGenerationId: 1, memberId: 'm' }
const protocols = [{ name: 'RoundRobin', metadata: Buffer.from('some bytes') }]

let frames: readonly Buffer[] = []

beforeAll(async () => {
  frames = await Promise.all([
    frameOf('Metadata', { topics: ['orders', 'refunds'] }),
    frameOf('JoinGroup', {
      ...{ ...membership, sessionTimeout: 1, rebalanceTimeout: 2, groupProtocols: protocols },
      protocolType: 'consumer',
    }),
    frameOf('SyncGroup', {
      ...{ ...membership, groupAssignment: [{ memberId: 'm', memberAssignment: 'bytes' }] },
    }),
    frameOf('OffsetCommit', { ...membership, topics }),
    frameOf('OffsetFetch', { groupId: 'g', topics }),
    frameOf('Fetch', { maxWaitTime: 1, minBytes: 1, maxBytes: 1, topics: fetched }),
    frameOf('Produce', {
      ...{ acks: 1, timeout: 1 },
      topicData: [{ topic: 'out', partitions: [{ partition: 0, messages }] }],
    }),
    frameOf('TxnOffsetCommit', { ...identity, topics }),
    frameOf('CreateTopics', { topics: [{ topic: 'a', configEntries: [{ name: 'b' }] }] }),
    frameOf('DescribeConfigs', { resources: [{ type: 2, name: 'a', configNames: ['b'] }] }),
  ])
})

/** Bytes with some of them changed, cut out or doubled. */
interface Damage {
  readonly at: number
  readonly kind: 'change' | 'cut' | 'double' | 'end' | 'wild'
  readonly byte: number
}

const damages = fc.array(
  fc.record<Damage>({
    at: fc.nat(),
    kind: fc.constantFrom('change', 'cut', 'double', 'end', 'wild'),
    byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 1, 127, 128, 255)),
  }),
  { minLength: 1, maxLength: 4 },
)

function damaged(bytes: Buffer, harm: readonly Damage[]): Buffer {
  return harm.reduce<Buffer>((before, { at: anywhere, kind, byte }) => {
    const at = before.length === 0 ? 0 : anywhere % before.length
    const front = before.subarray(0, at)
    if (kind === 'end') return front
    if (kind === 'cut') return Buffer.concat([front, before.subarray(at + 1 + (byte % 8))])
    if (kind === 'double') return Buffer.concat([front, before.subarray(Math.max(0, at - byte))])
    const wild = kind === 'wild' ? [127, 255, 255, byte] : [byte]
    return Buffer.concat([front, Buffer.from(wild), before.subarray(at + wild.length)])
  }, bytes)
}

function onlyMalformed(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof MalformedRequest)) throw error
  }
}

test('damaged requests', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.nat(), damages, (which, harm) => {
      const frame = frames[which % frames.length] ?? Buffer.alloc(0)
      const { kind } = decodeRequest(damaged(frame.subarray(4), harm))
      seen.add(kind)
      expect(kinds).toContain(kind)
    }),
    parameters,
  )
  for (const kind of ['request', 'malformed', 'unknown-api', 'unsupported-version']) {
    expect(seen).toContain(kind)
  }
})

test('random bytes behind every valid header', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...spokenVersions),
      fc.uint8Array({ maxLength: 80 }),
      ({ apiKey, maxVersion }, body) => {
        const front = Buffer.from([0, apiKey, 0, maxVersion, 0, 0, 0, 1, 255, 255])
        const { kind } = decodeRequest(Buffer.concat([front, body]))
        expect(['request', 'malformed']).toContain(kind)
      },
    ),
    parameters,
  )
})

test('damaged streams of frames', () => {
  fc.assert(
    fc.property(damages, fc.integer({ min: 1, max: 90 }), (harm, size) => {
      const stream = damaged(Buffer.concat(frames), harm)
      const cutter = new FrameCutter()
      onlyMalformed(() => {
        for (let at = 0; at < stream.length; at += size) {
          for (const frame of cutter.push(stream.subarray(at, at + size))) decodeRequest(frame)
        }
      })
    }),
    { ...parameters, numRuns: 1000 },
  )
})

const headers = [{ key: 'h', value: Buffer.from('x') }]
const batches = [
  encodeRecordBatch(batchOf([recordAt(1), recordAt(9, { headers })])),
  encodeRecordBatch(markerAt(4, 'abort', 9)),
]

test('damaged batches, with checksums wrong and right', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...batches), damages, fc.boolean(), (batch, harm, seal) => {
      const bytes = Buffer.from(damaged(batch, harm))
      if (seal && bytes.length > 21) {
        bytes.writeInt32BE(bytes.length - 12, 8)
        bytes.writeUInt32BE(crc32c(bytes, 21), 17)
      }
      for (const found of decodeRecordBatches(bytes)) {
        seen.add(found.kind === 'refused' ? found.error : found.kind)
      }
    }),
    parameters,
  )
  const errors = ['CORRUPT_MESSAGE', 'INVALID_RECORD', 'UNSUPPORTED_COMPRESSION_TYPE']
  expect([...seen].sort()).toEqual([...errors, 'batch'].sort())
})

test('damaged subscriptions and assignments', () => {
  const subscription = encodeSubscription({ version: 0, topics: ['a', 'b'], userData: null })
  const assignment = encodeAssignment([{ topic: 'a', partitions: [1, 2] }])
  fc.assert(
    fc.property(damages, (harm) => {
      onlyMalformed(() => decodeSubscription(damaged(subscription, harm)))
      onlyMalformed(() => decodeAssignment(damaged(assignment, harm)))
    }),
    parameters,
  )
})

test('wild counts set nothing aside', () => {
  const count = [127, 255, 255, 255]
  const before = process.memoryUsage()
  for (const { apiKey, maxVersion } of spokenVersions) {
    const front = [0, apiKey, 0, maxVersion, 0, 0, 0, 1, 255, 255]
    for (let at = 0; at < 40; at++) {
      decodeRequest(Buffer.from([...front, ...Array<number>(at).fill(0), ...count]))
    }
  }
  const after = process.memoryUsage()
  expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(
    20_000_000,
  )
})
