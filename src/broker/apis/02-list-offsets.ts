/**
 * ListOffsets: where logs begin and end, or were at a time.
 *
 * Behaviour: the youngest record (-3) may be asked for from version 7 on; no other place has a
 * negative number (UNSUPPORTED_VERSION). Below version 5 OFFSET_NOT_AVAILABLE is called
 * LEADER_NOT_AVAILABLE.
 * Left out: a partition that is named twice (INVALID_REQUEST).
 * Source: reference C.10; `KafkaApis.handleListOffsetRequest`, `ReplicaManager.fetchOffset`.
 */
import { listOffsetsRule } from '../../model/cluster/list-offsets.ts'
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { ListOffsetsEntry } from '../../model/network/client-requests.ts'
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
const maxTimestamp = -3
/** Versions from which on the wire has it. */
const since = { maxTimestamp: 7, offsetNotAvailable: 5 } as const

/** ListOffsets, between the wire and the model. */
export const listOffsets: BrokerApi<'ListOffsets', ListOffsetsRequest, ListOffsetsResponse> = {
  codec,
  rule: listOffsetsRule,
  traced: false,
  toModel: ({ api, isolationLevel, topics }) => ({
    api,
    isolation: isolationLevel === 1 ? 'read_committed' : 'read_uncommitted',
    partitions: topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, timestamp, currentLeaderEpoch }) => ({
        topic: name,
        partition: partitionIndex,
        at: placeOf(timestamp),
        leaderEpoch: currentLeaderEpoch,
      })),
    ),
  }),
  toWire: (answer, { topics }, { version }) => {
    // In the order of the request.
    const found = answer.partitions[Symbol.iterator]()
    return {
      api: 'ListOffsets',
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((asked): ListedOffset => {
          const { error, ...place } = found.next().value ?? unknown
          const { partitionIndex } = asked
          if (!isSpoken(asked.timestamp, version)) return { partitionIndex, ...unsupported }
          const { offset, timestamp, leaderEpoch } = place
          const errorCode = numberIn(version, error)
          return { partitionIndex, errorCode, timestamp, offset, leaderEpoch }
        }),
      })),
    }
  },
}

const nowhere = { timestamp: -1, offset: -1, leaderEpoch: -1 } as const

const unknown = { error: 'UNKNOWN_SERVER_ERROR', ...nowhere } as const

const unsupported = { errorCode: numberOf('UNSUPPORTED_VERSION'), ...nowhere }

function placeOf(timestamp: number): ListOffsetsEntry['at'] {
  if (timestamp === latest) return 'latest'
  if (timestamp === maxTimestamp) return 'max-timestamp'
  return timestamp <= earliest ? 'earliest' : timestamp
}

function isSpoken(timestamp: number, version: number): boolean {
  return timestamp >= (version >= since.maxTimestamp ? maxTimestamp : earliest)
}

function numberIn(version: number, error: KafkaErrorCode): number {
  const isKnown = error !== 'OFFSET_NOT_AVAILABLE' || version >= since.offsetNotAvailable
  return numberOf(isKnown ? error : 'LEADER_NOT_AVAILABLE')
}
