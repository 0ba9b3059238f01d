/** The model's errors, as clients of kafkajs' age are told them. */
import { expect, test } from 'vitest'
import { modelError, numberFor, numberOf } from '../../src/broker/errors.ts'
import { answerableCodes } from '../../src/model/meter/points.ts'
import { errorNumber } from '../../src/wire/error-codes.ts'

test('numbers become names of the model again, where it has one', () => {
  for (const code of answerableCodes) {
    if (code !== 'DISCONNECTED') expect(modelError(numberOf(code))).toBe(code)
  }
  expect(modelError(errorNumber('NON_EMPTY_GROUP'))).toBe('UNKNOWN_SERVER_ERROR')
})

test('a broken connection has no number', () => {
  expect(() => numberOf('DISCONNECTED')).toThrow(RangeError)
})

test('older clients are told older words', () => {
  expect(numberFor('EndTxn', 'PRODUCER_FENCED')).toBe(47)
  expect(numberFor('Heartbeat', 'FENCED_INSTANCE_ID')).toBe(82)
  expect(numberFor('TxnOffsetCommit', 'COORDINATOR_LOAD_IN_PROGRESS')).toBe(15)
  expect(numberFor('OffsetCommit', 'COORDINATOR_LOAD_IN_PROGRESS')).toBe(14)
})
