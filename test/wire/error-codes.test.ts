/** Error names and numbers, against kafkajs' own list. */
import { expect, test } from 'vitest'
import { errorName, errorNumber, type WireError } from '../../src/wire/error-codes.ts'
import { internal } from './kafkajs-protocol.ts'

interface KafkajsErrors {
  readonly errorCodes: readonly { readonly type: string; readonly code: number }[]
}
const { errorCodes } = internal<KafkajsErrors>('protocol/error')

/** kafkajs kept the names of Kafka 0.9. */
const renamed: Readonly<Record<string, string>> = {
  UNKNOWN: 'UNKNOWN_SERVER_ERROR',
  NOT_LEADER_FOR_PARTITION: 'NOT_LEADER_OR_FOLLOWER',
  GROUP_LOAD_IN_PROGRESS: 'COORDINATOR_LOAD_IN_PROGRESS',
  GROUP_COORDINATOR_NOT_AVAILABLE: 'COORDINATOR_NOT_AVAILABLE',
  NOT_COORDINATOR_FOR_GROUP: 'NOT_COORDINATOR',
}

/** Those that a consumer's or a producer's life depends on (C.10). */
const vital: readonly WireError[] = [
  ...(['OFFSET_OUT_OF_RANGE', 'UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'] as const),
  ...(['NOT_LEADER_OR_FOLLOWER', 'REQUEST_TIMED_OUT', 'COORDINATOR_LOAD_IN_PROGRESS'] as const),
  ...(['COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR', 'ILLEGAL_GENERATION'] as const),
  ...(['UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS', 'MEMBER_ID_REQUIRED'] as const),
  ...(['FENCED_LEADER_EPOCH', 'UNKNOWN_LEADER_EPOCH', 'UNKNOWN_SERVER_ERROR'] as const),
  ...(['CORRUPT_MESSAGE', 'UNSUPPORTED_VERSION', 'UNSUPPORTED_COMPRESSION_TYPE'] as const),
  ...(['INVALID_PRODUCER_EPOCH', 'CONCURRENT_TRANSACTIONS', 'INVALID_RECORD'] as const),
]

test('every name that kafkajs knows too has its number', () => {
  const shared = errorCodes.filter(({ type, code }) => {
    const number = errorNumber((renamed[type] ?? type) as WireError)
    if (number !== undefined) expect([type, number]).toEqual([type, code])
    return number !== undefined
  })
  const names = shared.map(({ type }) => renamed[type] ?? type)
  for (const name of vital) expect(names).toContain(name)
})

test('numbers become names again', () => {
  expect(errorName(0)).toBe('NONE')
  expect(errorName(errorNumber('PRODUCER_FENCED'))).toBe('PRODUCER_FENCED')
  expect(errorName(22)).toBe('ILLEGAL_GENERATION')
  expect(errorName(12_345)).toBe('UNKNOWN_SERVER_ERROR')
})
