/** Subscriptions and assignments, against kafkajs' own assigner protocol. */
import { expect, test } from 'vitest'
import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from '../../src/wire/consumer-protocol.ts'
import { MalformedRequest } from '../../src/wire/malformed-request.ts'
import { internal } from './kafkajs-protocol.ts'

interface Coder {
  encode(plain: unknown): Buffer
  decode(bytes: Buffer): unknown
}
const { MemberMetadata, MemberAssignment } = internal<{
  MemberMetadata: Coder
  MemberAssignment: Coder
}>('consumer/assignerProtocol')

const userData = Buffer.from([7, 0])
const none = Buffer.alloc(0)

test('a subscription', () => {
  const subscription = { version: 1, topics: ['orders', 'größe'], userData }
  expect(decodeSubscription(MemberMetadata.encode(subscription))).toEqual(subscription)
  expect(MemberMetadata.decode(encodeSubscription(subscription))).toEqual(subscription)
  const bare = { version: 0, topics: [] }
  expect(decodeSubscription(MemberMetadata.encode(bare))).toEqual({ ...bare, userData: none })
})

test('what later versions add to a subscription is skipped', () => {
  const subscription = { version: 3, topics: ['orders'], userData: null }
  const bytes = Buffer.concat([encodeSubscription(subscription), Buffer.from([0, 0, 0, 0, 9])])
  expect(decodeSubscription(bytes)).toEqual(subscription)
})

test('an assignment', () => {
  const topics = [
    { topic: 'orders', partitions: [0, 2, 4] },
    { topic: 'refunds', partitions: [] },
  ]
  const assignment = { orders: [0, 2, 4], refunds: [] }
  const plain = { version: 1, assignment, userData }
  expect(decodeAssignment(MemberAssignment.encode(plain))).toEqual({
    ...{ version: 1, topics, userData },
  })
  expect(MemberAssignment.decode(encodeAssignment(topics, userData, 1))).toEqual(plain)
  expect(encodeAssignment(topics)).toEqual(MemberAssignment.encode({ version: 0, assignment }))
  expect(MemberAssignment.decode(encodeAssignment([], null))).toMatchObject({ userData: null })
})

test('other bytes are malformed', () => {
  expect(() => decodeSubscription(none)).toThrow(MalformedRequest)
  expect(() => decodeAssignment(none)).toThrow(MalformedRequest)
  expect(() => decodeSubscription(Buffer.from('{"topics":["orders"]}'))).toThrow(MalformedRequest)
})
