/**
 * AddOffsetsToTxn: a transaction is about to commit offsets of this group.
 *
 * Source: `AddOffsetsToTxnRequest.json`, `AddOffsetsToTxnResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { int16, int64, message, string, throttleTimeMs } from '../schema.ts'

/** Which group. */
export interface AddOffsetsToTxnRequest {
  readonly api: 'AddOffsetsToTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly groupId: string
}

/** Answers `AddOffsetsToTxnRequest`. */
export interface AddOffsetsToTxnResponse {
  readonly api: 'AddOffsetsToTxn'
  readonly errorCode: number
}

/** AddOffsetsToTxn, as a broker speaks it. */
export const addOffsetsToTxn: Codec<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> = {
  ...{ api: 'AddOffsetsToTxn', key: 25, minVersion: 0, maxVersion: 3, flexibleFrom: 3 },
  request: message('AddOffsetsToTxn', {
    transactionalId: string,
    producerId: int64,
    producerEpoch: int16,
    groupId: string,
  }),
  response: message('AddOffsetsToTxn', { _throttleTimeMs: throttleTimeMs(), errorCode: int16 }),
}
