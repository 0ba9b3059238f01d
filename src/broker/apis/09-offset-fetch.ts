/** OffsetFetch: a partition without a committed offset is answered -1. */
import { offsetFetchRule } from '../../model/group/offset-fetch.ts'
import type { TopicPartition } from '../../model/topic-partition.ts'
import {
  offsetFetch as codec,
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  type OffsetFetchTopic,
} from '../../wire/apis/09-offset-fetch.ts'
import type { BrokerApi } from '../broker-api.ts'
import { byTopic } from '../by-topic.ts'
import { numberOf } from '../errors.ts'

/** OffsetFetch, between the wire and the model. */
export const offsetFetch: BrokerApi<'OffsetFetch', OffsetFetchRequest, OffsetFetchResponse> = {
  codec,
  rule: offsetFetchRule,
  traced: true,
  toModel: ({ api, groupId, topics }, { cluster, groups }) => ({
    api,
    groupId: groups.modelName(groupId),
    partitions:
      topics?.flatMap(placesOf) ??
      cluster.partitions.map(({ topic, partition }) => ({ topic, partition })),
    requireStable: false,
  }),
  toWire: ({ api, error, offsets }, { topics }) => {
    const errorCode = numberOf(error)
    const asked = topics ?? byTopic(offsets).map(namedTopic)
    return {
      api,
      errorCode,
      topics: asked.map(({ name, partitionIndexes }) => ({
        name,
        partitions: partitionIndexes.map((partitionIndex) => {
          const found = offsets.find(
            ({ topic, partition }) => topic === name && partition === partitionIndex,
          )
          const { offset = -1, metadata = '' } = found ?? {}
          return { partitionIndex, committedOffset: offset, metadata, errorCode }
        }),
      })),
    }
  },
}

function placesOf({ name, partitionIndexes }: OffsetFetchTopic): TopicPartition[] {
  return partitionIndexes.map((partition) => ({ topic: name, partition }))
}

function namedTopic({ topic, partitions }: ReturnType<typeof byTopic>[number]): OffsetFetchTopic {
  return { name: topic, partitionIndexes: partitions }
}
