/** The model's errors as numbers on the wire, and back. */
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

/**
 * The number in answers to producers: in versions before `fencedSince` brokers do not tell them
 * PRODUCER_FENCED (`KafkaApis.handleInitProducerIdRequest` and its neighbours; reference C.10).
 */
export function producerNumber(error: KafkaErrorCode, version: number, fencedSince = 2): number {
  const isKnown = error !== 'PRODUCER_FENCED' || version >= fencedSince
  return numberOf(isKnown ? error : 'INVALID_PRODUCER_EPOCH')
}

/** The model's name of an error number. */
export function modelError(errorCode: number): KafkaErrorCode {
  const name = errorName(errorCode)
  return answerableCodes.find((code) => code === name) ?? 'UNKNOWN_SERVER_ERROR'
}
