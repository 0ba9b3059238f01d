/**
 * EndTxn: commit or abort.
 *
 * Source: `EndTxnRequest.json`, `EndTxnResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { boolean, int16, int64, message, string, throttleTimeMs } from '../schema.ts'

/** Which transaction, and how it ends. */
export interface EndTxnRequest {
  readonly api: 'EndTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  /** True: commit; false: abort. */
  readonly committed: boolean
}

/** Answers `EndTxnRequest`. */
export interface EndTxnResponse {
  readonly api: 'EndTxn'
  readonly errorCode: number
}

/** EndTxn, as a broker speaks it. */
export const endTxn: Codec<EndTxnRequest, EndTxnResponse> = {
  ...{ api: 'EndTxn', key: 26, minVersion: 0, maxVersion: 3, flexibleFrom: 3 },
  request: message('EndTxn', {
    transactionalId: string,
    producerId: int64,
    producerEpoch: int16,
    committed: boolean,
  }),
  response: message('EndTxn', { _throttleTimeMs: throttleTimeMs(), errorCode: int16 }),
}
