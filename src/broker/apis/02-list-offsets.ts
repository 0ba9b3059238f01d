/**
 * ListOffsets: where logs begin and end.
 *
 * Behaviour: all records have one time, so a search by time finds the start, unless it is "latest".
 * Source: reference C.10; `KafkaApis.handleListOffsetRequest`.
 */
import { listOffsetsRule } from '../../model/cluster/list-offsets.ts'
import {
  listOffsets as codec,
  type ListOffsetsRequest,
  type ListOffsetsResponse,
} from '../../wire/apis/02-list-offsets.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

const latest = -1

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
        at: timestamp === latest ? 'latest' : 'earliest',
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
        partitions: partitions.map(({ partitionIndex }) => {
          const { error, offset } = found.next().value ?? unknown
          return { partitionIndex, errorCode: numberOf(error), timestamp: -1, offset }
        }),
      })),
    }
  },
}

const unknown = { error: 'UNKNOWN_SERVER_ERROR', offset: -1 } as const
