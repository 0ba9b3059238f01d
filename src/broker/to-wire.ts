/** What the model answered, as a response on the wire. */

import type { Response, ResponseOf } from '../model/network/requests.ts'
import type { TopicPartition } from '../model/topic-partition.ts'
import type { TopicResults } from '../wire/apis/topics.ts'
import { encodeAssignment } from '../wire/consumer-protocol.ts'
import { addressOf } from './addresses.ts'
import type { WireRequestOf, WireResponse } from './apis.ts'
import { byTopic } from './by-topic.ts'
import { numberFor, numberOf } from './errors.ts'
import { fetchResponse } from './fetch.ts'
import type { Flight } from './flight.ts'
import { bytesOf } from './member-metadata.ts'
import { produceResponse } from './produce.ts'

/** The response to the flight's request. */
export function toWire(flight: Flight, response: Response): WireResponse {
  const errorCode = numberFor(flight.request.api, response.error)
  switch (response.api) {
    case 'FindCoordinator':
      return findCoordinator(response)
    case 'JoinGroup':
      return joinGroup(response)
    case 'SyncGroup': {
      const assignment = errorCode === 0 ? assignmentBytes(response.assignment) : Buffer.alloc(0)
      return { api: response.api, errorCode, assignment }
    }
    case 'Heartbeat':
    case 'AddOffsetsToTxn':
    case 'EndTxn':
      return { api: response.api, errorCode }
    case 'LeaveGroup': {
      const { members } = flight.request as WireRequestOf<'LeaveGroup'>
      return {
        api: response.api,
        errorCode: 0,
        members: members.map((member) => ({ ...member, errorCode })),
      }
    }
    case 'OffsetCommit':
    case 'TxnOffsetCommit': {
      const { topics } = flight.request as WireRequestOf<'OffsetCommit' | 'TxnOffsetCommit'>
      return { api: response.api, topics: topics.map((topic) => sameError(topic, errorCode)) }
    }
    case 'OffsetFetch':
      return offsetFetch(flight, response)
    case 'Fetch':
      return fetchResponse(flight, response)
    case 'Produce':
      return produceResponse(response)
    case 'InitProducerId': {
      const { producerId, producerEpoch } = response
      return { api: response.api, errorCode, producerId, producerEpoch }
    }
    case 'AddPartitionsToTxn': {
      const { topics } = flight.request as WireRequestOf<'AddPartitionsToTxn'>
      const results = topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((partitionIndex) => ({ partitionIndex, errorCode })),
      }))
      return { api: response.api, results }
    }
    default:
      throw new Error(`${response.api} is answered by the wire itself`)
  }
}

function assignmentBytes(assignment: readonly TopicPartition[]): Buffer {
  return encodeAssignment(byTopic(assignment))
}

function sameError(
  topic: {
    readonly name: string
    readonly partitions: readonly { readonly partitionIndex: number }[]
  },
  errorCode: number,
): TopicResults {
  const partitions = topic.partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode }))
  return { name: topic.name, partitions }
}

function findCoordinator({ api, error, broker }: ResponseOf<'FindCoordinator'>): WireResponse {
  const errorCode = numberOf(error)
  if (errorCode !== 0) {
    return { api, errorCode, errorMessage: null, nodeId: -1, host: '', port: -1 }
  }
  return { api, errorCode, errorMessage: null, nodeId: broker, ...addressOf(broker) }
}

function joinGroup(response: ResponseOf<'JoinGroup'>): WireResponse {
  const { api, error, generation, protocol, leader, memberId, members } = response
  return {
    ...{ api, errorCode: numberOf(error), leader, memberId },
    generationId: generation,
    protocolName: protocol,
    members: members.map(({ metadata, ...member }) => ({ ...member, metadata: bytesOf(metadata) })),
  }
}

/** A partition without a committed offset is answered -1, whoever asked for it by name. */
function offsetFetch(flight: Flight, response: ResponseOf<'OffsetFetch'>): WireResponse {
  const { topics } = flight.request as WireRequestOf<'OffsetFetch'>
  const errorCode = numberOf(response.error)
  const find = (name: string, index: number) =>
    response.offsets.find(({ topic, partition }) => topic === name && partition === index)
  const asked =
    topics ??
    byTopic(response.offsets).map(({ topic, partitions }) => ({
      name: topic,
      partitionIndexes: partitions,
    }))
  return {
    api: response.api,
    errorCode,
    topics: asked.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => {
        const found = find(name, partitionIndex)
        return {
          partitionIndex,
          committedOffset: found?.offset ?? -1,
          metadata: found?.metadata ?? '',
          errorCode,
        }
      }),
    })),
  }
}
