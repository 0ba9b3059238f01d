/**
 * OffsetFetch: a partition without a committed offset is answered -1, and so is one that a
 * transaction under way may still change, where that is asked for.
 */
import { offsetFetchRule } from '../../model/group/offset-fetch.ts'
import type { OffsetsOfGroup } from '../../model/network/client-responses.ts'
import type { TopicPartition } from '../../model/topic-partition.ts'
import {
  offsetFetch as codec,
  type OffsetFetchGroup,
  type OffsetFetchGroupResult,
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
  toModel: ({ api, groups: asked, requireStable }, { cluster, groups }) => {
    const each = asked.map(({ groupId, topics }) => ({
      groupId: groups.modelName(groupId),
      partitions:
        topics?.flatMap(placesOf) ??
        cluster.partitions.map(({ topic, partition }) => ({ topic, partition })),
    }))
    const [first = { groupId: '', partitions: [] }, ...others] = each
    return { api, ...first, requireStable, ...(others.length === 0 ? {} : { others }) }
  },
  toWire: (answer, { groups: asked }) => {
    const { api, error, others = [] } = answer
    const answers = [answer, ...others]
    const refused = { error, offsets: [] }
    return { api, groups: asked.map((one, i) => groupResult(one, answers[i] ?? refused)) }
  },
}

function groupResult(
  { groupId, topics }: OffsetFetchGroup,
  { error, offsets, unstable = [] }: OffsetsOfGroup,
): OffsetFetchGroupResult {
  const refused = error === 'UNSTABLE_OFFSET_COMMIT' ? 0 : numberOf(error)
  const asked = topics ?? byTopic(offsets).map(namedTopic)
  return {
    groupId,
    errorCode: refused,
    topics: asked.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => {
        const isHere = ({ topic, partition }: TopicPartition) =>
          topic === name && partition === partitionIndex
        const isUnstable = unstable.some(isHere)
        const found = isUnstable ? undefined : offsets.find(isHere)
        const { offset = -1, leaderEpoch = -1, metadata = '' } = found ?? {}
        return {
          ...{ partitionIndex, metadata },
          ...{ committedOffset: offset, committedLeaderEpoch: leaderEpoch },
          errorCode: isUnstable ? numberOf('UNSTABLE_OFFSET_COMMIT') : refused,
        }
      }),
    })),
  }
}

function placesOf({ name, partitionIndexes }: OffsetFetchTopic): TopicPartition[] {
  return partitionIndexes.map((partition) => ({ topic: name, partition }))
}

function namedTopic({ topic, partitions }: ReturnType<typeof byTopic>[number]): OffsetFetchTopic {
  return { name: topic, partitionIndexes: partitions }
}
