/** What kafkajs does not speak, byte by byte as the protocol guide has it. */
import { expect, test } from 'vitest'
import { codecs } from '../../../src/broker/apis.ts'
import { listOffsets } from '../../../src/wire/apis/02-list-offsets.ts'
import { offsetFetch } from '../../../src/wire/apis/09-offset-fetch.ts'
import { offsetDelete } from '../../../src/wire/apis/47-offset-delete.ts'
import { decodeRequest } from '../../../src/wire/decode-request.ts'
import { encodeResponse } from '../../../src/wire/encode-response.ts'

/** Key, version, correlation id 7, client id "c", and what comes then. */
function request(key: number, version: number, ...body: readonly (number | string)[]) {
  const frame = bytes(0, key, 0, version, 0, 0, 0, 7, 0, 1, 'c', ...body)
  const decoded = decodeRequest(codecs, frame)
  if (decoded.kind !== 'request') throw new Error(JSON.stringify(decoded))
  return decoded.request
}

function bytes(...parts: readonly (number | string)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))),
  )
}

/** A frame of correlation id 7 with this body. */
function answer(...body: readonly (number | string)[]): Buffer {
  const message = bytes(...int32(7), ...body)
  return Buffer.concat([bytes(...int32(message.length)), message])
}

const int32 = (value: number) => [0, 0, 0, value]
const int64 = (value: number) => [...int32(0), ...int32(value)]
const minus1 = [255, 255, 255, 255]

test('OffsetDelete 0', () => {
  const topics = [...int32(1), 0, 1, 't', ...int32(2), ...int32(3), ...int32(4)]
  expect(request(47, 0, 0, 1, 'g', ...topics)).toEqual({
    ...{ api: 'OffsetDelete', groupId: 'g' },
    topics: [{ name: 't', partitionIndexes: [3, 4] }],
  })
  const partitions = [{ partitionIndex: 3, errorCode: 86 }]
  const response = {
    api: 'OffsetDelete',
    errorCode: 68,
    topics: [{ name: 't', partitions }],
  } as const
  const body = [0, 68, ...int32(0), ...int32(1), 0, 1, 't', ...int32(1), ...int32(3), 0, 86]
  expect(encodeResponse(offsetDelete, 0, 7, response)).toEqual(answer(...body))
})

test('ListOffsets 4: with leader epochs, and not compact', () => {
  const partition = [...int32(3), ...int32(2), ...minus1, ...minus1]
  const asked = [...minus1, 1, ...int32(1), 0, 1, 't', ...int32(1), ...partition]
  expect(request(2, 4, ...asked)).toEqual({
    ...{ api: 'ListOffsets', replicaId: -1, isolationLevel: 1 },
    topics: [
      { name: 't', partitions: [{ partitionIndex: 3, currentLeaderEpoch: 2, timestamp: -1 }] },
    ],
  })
  const found = [...int32(3), 0, 5, ...int64(8), ...int64(9), ...int32(2)]
  const topics = [...int32(1), 0, 1, 't', ...int32(1), ...found]
  expect(encodeResponse(listOffsets, 4, 7, listed)).toEqual(answer(...int32(0), ...topics))
})

test('ListOffsets 6 and 7: compact, no tagged field is known', () => {
  const header = [1, 5, 2, 9, 9]
  const partition = [...int32(3), ...int32(2), ...minus1, 255, 255, 255, 253, 0]
  for (const version of [6, 7]) {
    expect(request(2, version, ...header, ...minus1, 0, 2, 2, 't', 2, ...partition, 0, 0)).toEqual({
      ...{ api: 'ListOffsets', replicaId: -1, isolationLevel: 0 },
      topics: [
        { name: 't', partitions: [{ partitionIndex: 3, currentLeaderEpoch: 2, timestamp: -3 }] },
      ],
    })
    const found = [...int32(3), 0, 5, ...int64(8), ...int64(9), ...int32(2), 0]
    const body = [0, ...int32(0), 2, 2, 't', 2, ...found, 0, 0]
    expect(encodeResponse(listOffsets, version, 7, listed)).toEqual(answer(...body))
  }
})

const listed = {
  api: 'ListOffsets',
  topics: [
    {
      name: 't',
      partitions: [{ partitionIndex: 3, errorCode: 5, timestamp: 8, offset: 9, leaderEpoch: 2 }],
    },
  ],
} as const

test('OffsetFetch 5: with leader epochs, and not compact', () => {
  expect(request(9, 5, 0, 1, 'g', ...int32(1), 0, 1, 't', ...int32(1), ...int32(3))).toEqual({
    ...{ api: 'OffsetFetch', requireStable: false },
    groups: [{ groupId: 'g', topics: [{ name: 't', partitionIndexes: [3] }] }],
  })
  const partition = [...int32(3), ...int64(9), ...int32(2), 0, 1, 'm', 0, 0]
  const topics = [...int32(1), 0, 1, 't', ...int32(1), ...partition]
  expect(encodeResponse(offsetFetch, 5, 7, fetched)).toEqual(answer(...int32(0), ...topics, 0, 0))
})

const partitions = [
  {
    ...{ partitionIndex: 3, committedOffset: 9, metadata: 'm' },
    committedLeaderEpoch: 2,
    errorCode: 0,
  },
]
const group = { groupId: 'g', errorCode: 0, topics: [{ name: 't', partitions }] }
const fetched = { api: 'OffsetFetch', groups: [group] } as const

test('OffsetFetch 6 and 7: compact, no tagged field is known, require-stable is last', () => {
  // One tagged field in the header: number 5, of two bytes.
  const header = [1, 5, 2, 9, 9]
  const asked = [2, 'g', 2, 2, 't', 3, ...int32(3), ...int32(4), 0]
  const topics = [{ name: 't', partitionIndexes: [3, 4] }]
  const of = (requireStable: boolean, found: unknown = topics) => ({
    api: 'OffsetFetch',
    groups: [{ groupId: 'g', topics: found }],
    requireStable,
  })
  expect(request(9, 6, ...header, ...asked, 0)).toEqual(of(false))
  expect(request(9, 7, ...header, ...asked, 1, 0)).toEqual(of(true))
  expect(request(9, 7, 0, 2, 'g', 0, 0, 0)).toEqual(of(false, null))
  const partition = [...int32(3), ...int64(9), ...int32(2), 2, 'm', 0, 0, 0]
  const body = [0, ...int32(0), 2, 2, 't', 2, ...partition, 0, 0, 0, 0]
  expect(encodeResponse(offsetFetch, 7, 7, fetched)).toEqual(answer(...body))
})

test('OffsetFetch 7: nothing committed, and no metadata', () => {
  const nothing = { partitionIndex: 3, committedOffset: -1, committedLeaderEpoch: -1 }
  const unstable = { ...nothing, metadata: null, errorCode: 88 }
  const topics = [{ name: 't', partitions: [unstable] }]
  const response = { ...fetched, groups: [{ ...group, topics }] }
  const partition = [...int32(3), ...minus1, ...minus1, ...minus1, 0, 0, 88, 0]
  const body = [0, ...int32(0), 2, 2, 't', 2, ...partition, 0, 0, 0, 0]
  expect(encodeResponse(offsetFetch, 7, 7, response)).toEqual(answer(...body))
})
