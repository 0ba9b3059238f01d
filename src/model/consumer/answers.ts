/** Hands an answer to the part of the client that waits for it, then lets waiting calls go on. */
import { wakeTasks } from '../instance/execute.ts'
import type { Instance } from '../instance/instance.ts'
import type { ClientResponse } from '../network/client-responses.ts'
import type { Message } from '../network/message.ts'
import type { ResponseOf } from '../network/requests.ts'
import { onProducerAnswer } from '../producer/asking.ts'
import { onSendAnswer, sendBuffered } from '../producer/sending.ts'
import type { World } from '../world.ts'
import { flushAsyncCommits, onAsyncCommitAnswer } from './async-commits.ts'
import { onLeaveGroup } from './close.ts'
import { onSyncCommitAnswer } from './commit-sync.ts'
import { onCommittedAnswer } from './committed.ts'
import { onFindCoordinator, onMetadata } from './coordinator.ts'
import { onFetch } from './fetcher.ts'
import { onHeartbeat } from './heartbeat.ts'
import { onJoinGroup, onSyncGroup } from './join.ts'
import { onOffsetForTime } from './offset-for-time.ts'
import { onListOffsets, onOffsetFetch, onOffsetsForLeaderEpoch } from './position-answers.ts'

/** Delivers an answered message to its instance, which is live. */
export function takeAnswer(world: World, instance: Instance, message: Message): void {
  dispatch(world, instance, message)
  if (instance.status !== 'live') return
  wakeTasks(world, instance)
}

function dispatch(world: World, instance: Instance, message: Message): void {
  const { request, ticket } = message
  // The message is one of this client's own.
  const response = message.response as ClientResponse | ResponseOf<'Produce'> | null
  if (response === null) return
  switch (response.api) {
    case 'Metadata':
      onMetadata(instance, response)
      return sendBuffered(world, instance)
    case 'FindCoordinator':
      if (request.api === 'FindCoordinator' && request.keyType === 'group') {
        onFindCoordinator(world, instance, response)
        if (response.error === 'NONE') flushAsyncCommits(world, instance)
      }
      return
    case 'JoinGroup':
      return onJoinGroup(world, instance, ticket, response)
    case 'SyncGroup':
      return onSyncGroup(world, instance, ticket, response)
    case 'Heartbeat': {
      const generation = request.api === 'Heartbeat' ? request.generation : -1
      return onHeartbeat(world, instance, ticket, generation, response)
    }
    case 'LeaveGroup':
      return onLeaveGroup(world, instance, ticket, response.error)
    case 'OffsetCommit': {
      const generation = request.api === 'OffsetCommit' ? request.generation : -1
      const { error } = response
      if (onAsyncCommitAnswer(world, instance, ticket, generation, error)) return
      onSyncCommitAnswer(world, instance, ticket, generation, error, message.timedOut)
      return
    }
    case 'OffsetFetch':
      if (onCommittedAnswer(world, instance, ticket, response)) return
      return onOffsetFetch(world, instance, ticket, response)
    case 'ListOffsets': {
      if (onOffsetForTime(world, instance, ticket, response)) return
      const at = request.api === 'ListOffsets' ? request.partitions[0]?.at : 'latest'
      const reason = typeof at === 'number' ? 'by_duration' : at === 'earliest' ? at : 'latest'
      return onListOffsets(world, instance, ticket, response, reason)
    }
    case 'OffsetsForLeaderEpoch':
      return onOffsetsForLeaderEpoch(world, instance, ticket, response)
    case 'Fetch':
      return onFetch(world, instance, ticket, response)
    case 'Produce':
      return onSendAnswer(world, instance, ticket, response, message.timedOut)
    case 'InitProducerId':
    case 'AddPartitionsToTxn':
    case 'AddOffsetsToTxn':
    case 'TxnOffsetCommit':
    case 'EndTxn':
      return onProducerAnswer(world, instance, ticket, response)
    default:
      return response satisfies never
  }
}
