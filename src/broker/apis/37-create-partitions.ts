/** CreatePartitions: replica assignments are left out. */
import { createPartitionsRule } from '../../model/cluster/topics.ts'
import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  createPartitions as codec,
} from '../../wire/apis/37-create-partitions.ts'
import type { BrokerApi } from '../broker-api.ts'
import { namedResults } from '../topics.ts'

/** CreatePartitions, between the wire and the model. */
export const createPartitions: BrokerApi<
  'CreatePartitions',
  CreatePartitionsRequest,
  CreatePartitionsResponse
> = {
  codec,
  rule: createPartitionsRule,
  traced: false,
  toModel: ({ api, topics, validateOnly }) => ({
    api,
    topics: topics.map(({ name, count }) => ({ topic: name, partitions: count })),
    validateOnly,
  }),
  toWire: ({ api, topics }) => ({
    api,
    results: namedResults(topics).map((result) => ({ ...result, errorMessage: null })),
  }),
}
