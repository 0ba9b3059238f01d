/**
 * FindCoordinator: which broker looks after this group or transactional id?
 *
 * Up to version 3 one request is about one key, from 4 on about any number of them.
 * Source: `FindCoordinatorRequest.json`, `FindCoordinatorResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  before,
  type Field,
  inline,
  int8,
  int16,
  int32,
  message,
  nullableString,
  one,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** Whose coordinators are wanted. */
export interface FindCoordinatorRequest {
  readonly api: 'FindCoordinator'
  readonly keys: readonly string[]
  /** 0: a group's coordinator; 1: a transaction's. */
  readonly keyType: number
}

/** Where one of them is; with an error: node -1, host '', port -1. */
export interface FoundCoordinator {
  readonly key: string
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

/** Answers `FindCoordinatorRequest`, in its order. */
export interface FindCoordinatorResponse {
  readonly api: 'FindCoordinator'
  readonly coordinators: readonly FoundCoordinator[]
}

const single: Field<FindCoordinatorRequest> = message('FindCoordinator', {
  keys: one(string),
  keyType: since(1, int8, 0),
})

const several: Field<FindCoordinatorRequest> = message('FindCoordinator', {
  keyType: int8,
  keys: array(string),
})

/** Of version 1 and above a message says what the error is; here there is none. */
const place = { nodeId: int32, host: string, port: int32 }

const found = { errorCode: int16, errorMessage: since(1, nullableString, null) }

/** FindCoordinator, as a broker speaks it. */
export const findCoordinator: Codec<FindCoordinatorRequest, FindCoordinatorResponse> = {
  ...{ api: 'FindCoordinator', key: 10, minVersion: 0, maxVersion: 4, flexibleFrom: 3 },
  request: before(4, single, several),
  response: message('FindCoordinator', {
    _throttleTimeMs: throttleTimeMs(1),
    coordinators: before(
      4,
      one(inline<FoundCoordinator>({ ...found, ...place, key: since(4, string, '') })),
      array(struct<FoundCoordinator>({ key: string, ...place, ...found })),
    ),
  }),
}
