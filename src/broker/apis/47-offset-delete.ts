/** OffsetDelete: what a group has committed of some partitions is forgotten. */
import { offsetDeleteRule } from '../../model/group/offset-delete.ts'
import {
  offsetDelete as codec,
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
} from '../../wire/apis/47-offset-delete.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

/** OffsetDelete, between the wire and the model. */
export const offsetDelete: BrokerApi<'OffsetDelete', OffsetDeleteRequest, OffsetDeleteResponse> = {
  codec,
  rule: offsetDeleteRule,
  traced: true,
  toModel: ({ api, groupId, topics }, { groups }) => ({
    api,
    groupId: groups.modelName(groupId),
    partitions: topics.flatMap(({ name, partitionIndexes }) =>
      partitionIndexes.map((partition) => ({ topic: name, partition })),
    ),
  }),
  toWire: ({ api, error, each }, { topics }) => {
    if (each === undefined) return { api, errorCode: numberOf(error), topics: [] }
    // In the order of the request.
    const errors = each[Symbol.iterator]()
    return {
      api,
      errorCode: 0,
      topics: topics.map(({ name, partitionIndexes }) => ({
        name,
        partitions: partitionIndexes.map((partitionIndex) => {
          return { partitionIndex, errorCode: numberOf(errors.next().value ?? 'NONE') }
        }),
      })),
    }
  },
}
