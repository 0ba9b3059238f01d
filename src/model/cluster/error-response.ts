/** The response that says nothing but an error, in the shape of its request. */
import type { KafkaErrorCode } from '../errors.ts'
import type { ProducedPartition, ProduceEntry } from '../network/application-requests.ts'
import type { Request, Response } from '../network/requests.ts'

/** For a broker that refuses a request, and for faults that make it refuse. */
export function errorResponse(request: Request, error: KafkaErrorCode): Response {
  switch (request.api) {
    case 'Metadata':
      return { api: request.api, error, version: -1, partitions: [] }
    case 'Fetch':
      return { api: request.api, error, partitions: [] }
    case 'FindCoordinator':
      return { api: request.api, error, broker: -1 }
    case 'JoinGroup':
      return {
        api: request.api,
        error,
        generation: -1,
        protocol: '',
        leader: '',
        memberId: request.memberId,
        members: [],
        skipAssignment: false,
      }
    case 'SyncGroup':
      return { api: request.api, error, assignment: [] }
    case 'OffsetFetch':
      return { api: request.api, error, offsets: [] }
    case 'ListOffsets':
      return { api: request.api, error, offset: -1, leaderEpoch: -1 }
    case 'OffsetsForLeaderEpoch':
      return { api: request.api, error, leaderEpoch: -1, endOffset: -1 }
    case 'InitProducerId':
      return { api: request.api, error, producerId: -1, producerEpoch: -1 }
    case 'Produce':
      return { api: request.api, error, partitions: refusals(request.partitions, error) }
    case 'CreateTopics':
    case 'CreatePartitions': {
      const topics = request.topics.map(({ topic }) => ({ topic, error }))
      return { api: request.api, error, topics }
    }
    case 'DeleteTopics':
      return { api: request.api, error, topics: request.topics.map((topic) => ({ topic, error })) }
    case 'Heartbeat':
    case 'LeaveGroup':
    case 'OffsetCommit':
    case 'AddPartitionsToTxn':
    case 'AddOffsetsToTxn':
    case 'TxnOffsetCommit':
    case 'EndTxn':
      return { api: request.api, error }
  }
}

function refusals(entries: readonly ProduceEntry[], error: KafkaErrorCode): ProducedPartition[] {
  return entries.map(({ topic, partition }) => {
    return { topic, partition, error, baseOffset: -1, logStart: -1 }
  })
}
