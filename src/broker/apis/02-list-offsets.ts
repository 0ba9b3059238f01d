/**
 * ListOffsets: where logs begin and end, or were at a time.
 *
 * Behaviour: in this version no other place has a negative number (UNSUPPORTED_VERSION), and
 * OFFSET_NOT_AVAILABLE is called LEADER_NOT_AVAILABLE.
 * Left out: a partition that is named twice (INVALID_REQUEST).
 * Source: reference C.10; `KafkaApis.handleListOffsetRequest`, `ReplicaManager.fetchOffset`.
 */
import { listOffsetsRule } from '../../model/cluster/list-offsets.ts'
import type { KafkaErrorCode } from '../../model/errors.ts'
import {
  listOffsets as codec,
  type ListedOffset,
  type ListOffsetsRequest,
  type ListOffsetsResponse,
} from '../../wire/apis/02-list-offsets.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

const latest = -1
const earliest = -2

/** ListOffsets, between the wire and the model. */
export const listOffsets: BrokerApi<'ListOffsets', ListOffsetsRequest, ListOffsetsResponse> = {
  codec,
  rule: listOffsetsRule,
  traced: false,
  toModel: ({ api, isolationLevel, topics }) => ({
    api,
    isolation: isolationLevel === 1 ? 'read_committed' : 'read_uncommitted',
    partitions: topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, timestamp }) => ({
        topic: name,
        partition: partitionIndex,
        at: placeOf(timestamp),
        leaderEpoch: -1,
      })),
    ),
  }),
  toWire: (answer, { topics }) => {
    // In the order of the request.
    const found = answer.partitions[Symbol.iterator]()
    return {
      api: 'ListOffsets',
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((asked): ListedOffset => {
          const { error, offset, timestamp } = found.next().value ?? unknown
          const { partitionIndex } = asked
          if (asked.timestamp < earliest) return { partitionIndex, ...unsupported }
          return { partitionIndex, errorCode: olderNumber(error), timestamp, offset }
        }),
      })),
    }
  },
}

const unknown = { error: 'UNKNOWN_SERVER_ERROR', offset: -1, timestamp: -1 } as const

const unsupported = { errorCode: numberOf('UNSUPPORTED_VERSION'), timestamp: -1, offset: -1 }

function placeOf(timestamp: number): 'latest' | 'earliest' | number {
  if (timestamp === latest) return 'latest'
  return timestamp <= earliest ? 'earliest' : timestamp
}

/** Who speaks no version above 4 knows of no offset that is not available. */
function olderNumber(error: KafkaErrorCode): number {
  return numberOf(error === 'OFFSET_NOT_AVAILABLE' ? 'LEADER_NOT_AVAILABLE' : error)
}
