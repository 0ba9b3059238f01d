import { expect, test } from 'vitest'
import { assignmentBytes, assignmentOf, partitionsOf } from '../../src/broker/assignments.ts'
import { encodeAssignment } from '../../src/wire/consumer-protocol.ts'

test('a member is sent exactly what the leader sent for it, its user data, too', () => {
  const bytes = encodeAssignment([{ topic: 't', partitions: [1] }], Buffer.from('user data'))
  expect([...assignmentOf(bytes)]).toEqual([{ topic: 't', partition: 1 }])
  expect(assignmentBytes(assignmentOf(bytes))).toEqual(bytes)
})

test('bytes of an assignor of the user’s own name no partitions, and are passed on', () => {
  const bytes = Buffer.from('whatever')
  expect(partitionsOf(bytes)).toEqual([])
  expect(assignmentBytes(assignmentOf(bytes))).toEqual(bytes)
})

test('who is sent nothing gets nothing', () => {
  expect(assignmentBytes([])).toHaveLength(0)
})
