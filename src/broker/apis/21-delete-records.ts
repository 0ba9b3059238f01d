/** DeleteRecords: the records below an offset go. */
import { deleteRecordsRule } from '../../model/cluster/delete-records.ts'
import {
  deleteRecords as codec,
  type DeleteRecordsRequest,
  type DeleteRecordsResponse,
} from '../../wire/apis/21-delete-records.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

/** DeleteRecords, between the wire and the model. */
export const deleteRecords: BrokerApi<
  'DeleteRecords',
  DeleteRecordsRequest,
  DeleteRecordsResponse
> = {
  codec,
  rule: deleteRecordsRule,
  traced: true,
  toModel: ({ api, topics }) => ({
    api,
    partitions: topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, offset }) => {
        return { topic: name, partition: partitionIndex, offset }
      }),
    ),
  }),
  toWire: ({ api, error, partitions }, { topics }) => {
    // In the order of the request.
    const deleted = partitions[Symbol.iterator]()
    return {
      api,
      topics: topics.map(({ name, partitions: asked }) => ({
        name,
        partitions: asked.map(({ partitionIndex }) => {
          const one = deleted.next().value ?? { error, logStart: -1 }
          const { logStart: lowWatermark } = one
          return { partitionIndex, lowWatermark, errorCode: numberOf(one.error) }
        }),
      })),
    }
  },
}
