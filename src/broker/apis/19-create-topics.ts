/** CreateTopics: replica assignments and settings of topics are left out. */
import { createTopicsRule } from '../../model/cluster/topics.ts'
import {
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  createTopics as codec,
} from '../../wire/apis/19-create-topics.ts'
import type { BrokerApi } from '../broker-api.ts'
import { namedResults } from '../topics.ts'

/** CreateTopics, between the wire and the model. */
export const createTopics: BrokerApi<'CreateTopics', CreateTopicsRequest, CreateTopicsResponse> = {
  codec,
  rule: createTopicsRule,
  traced: false,
  toModel: ({ api, topics, validateOnly }) => ({
    api,
    topics: topics.map(({ name, numPartitions }) => ({ topic: name, partitions: numPartitions })),
    validateOnly,
  }),
  toWire: ({ api, topics }) => ({
    api,
    topics: namedResults(topics).map((result) => ({ ...result, errorMessage: null })),
  }),
}
