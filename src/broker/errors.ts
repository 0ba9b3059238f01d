/**
 * The model's errors as numbers on the wire, and back.
 *
 * Behaviour: brokers say PRODUCER_FENCED only to newer clients than kafkajs, and to such old ones
 * no coordinator is ever loading when they commit offsets in a transaction.
 * Source: `KafkaApis.scala`, `handleInitProducerIdRequest` and its neighbours; C.10.
 */
import type { KafkaErrorCode } from '../model/errors.ts'
import { answerableCodes } from '../model/meter/points.ts'
import { errorName, errorNumber } from '../wire/error-codes.ts'

/**
 * An error's number: this compiles only while the wire knows every error of the model. DISCONNECTED
 * has none: it is no answer of a broker's, so asking throws.
 */
export function numberOf(error: KafkaErrorCode): number {
  if (error === 'DISCONNECTED') throw new RangeError('a broken connection has no error number')
  return errorNumber(error)
}

/** The model's name of an error number. */
export function modelError(errorCode: number): KafkaErrorCode {
  const name = errorName(errorCode)
  return answerableCodes.find((code) => code === name) ?? 'UNKNOWN_SERVER_ERROR'
}

/** An error's number in an answer to kafkajs' version of that API. */
export function numberFor(api: string, error: KafkaErrorCode): number {
  if (error === 'PRODUCER_FENCED' && transactional.has(api)) {
    return errorNumber('INVALID_PRODUCER_EPOCH')
  }
  if (error === 'COORDINATOR_LOAD_IN_PROGRESS' && api === 'TxnOffsetCommit') {
    return errorNumber('COORDINATOR_NOT_AVAILABLE')
  }
  return numberOf(error)
}

const transactional: ReadonlySet<string> = new Set([
  'InitProducerId',
  'AddPartitionsToTxn',
  'AddOffsetsToTxn',
  'EndTxn',
])
