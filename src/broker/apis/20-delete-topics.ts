/** DeleteTopics. */
import { deleteTopicsRule } from '../../model/cluster/topics.ts'
import {
  deleteTopics as codec,
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
} from '../../wire/apis/20-delete-topics.ts'
import type { BrokerApi } from '../broker-api.ts'
import { namedResults } from '../topics.ts'

/** DeleteTopics, between the wire and the model. */
export const deleteTopics: BrokerApi<'DeleteTopics', DeleteTopicsRequest, DeleteTopicsResponse> = {
  codec,
  rule: deleteTopicsRule,
  traced: false,
  toModel: ({ api, topicNames }) => ({ api, topics: topicNames }),
  toWire: ({ api, topics }) => ({ api, responses: namedResults(topics) }),
}
