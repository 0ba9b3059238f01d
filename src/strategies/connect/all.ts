/** Sink tasks of Kafka Connect. */
import type { Strategy } from '../strategy.ts'
import { connectFlush } from './connect-flush.ts'
import { connectOwnOffsets } from './connect-own-offsets.ts'
import { connectPrecommitOfWritten } from './connect-precommit-of-written.ts'
import { connectPut } from './connect-put.ts'
import { connectPutPrecommit } from './connect-put-precommit.ts'

/** In the order in which lists and tables show them. */
export const connectStrategies: readonly Strategy[] = [
  connectPut,
  connectPutPrecommit,
  connectFlush,
  connectPrecommitOfWritten,
  connectOwnOffsets,
]

/** By their names, for `ackurate/strategies`. */
export {
  connectFlush,
  connectOwnOffsets,
  connectPrecommitOfWritten,
  connectPut,
  connectPutPrecommit,
}
