/** What a request asks and an answer says, in words. */
import type { Request, Response } from '../../model/network/requests.ts'
import { partitionName, recordsName } from '../story/place.ts'

type Place = { readonly topic: string; readonly partition: number }

/** The partitions a message is about; null: it is about the group, a producer or the cluster. */
export function placesOf(request: Request): readonly Place[] | null {
  switch (request.api) {
    case 'OffsetCommit':
    case 'TxnOffsetCommit':
      return request.offsets
    case 'OffsetFetch':
    case 'Fetch':
    case 'Produce':
    case 'ListOffsets':
      return request.partitions
    case 'OffsetsForLeaderEpoch':
      return [request.partition]
    default:
      return null
  }
}

const arrows = (offsets: readonly (Place & { readonly offset: number })[]): string =>
  offsets.map((entry) => `${partitionName(entry)} → ${entry.offset}`).join(', ')

const generationOf = (generation: number): string =>
  generation < 0 ? 'outside any generation' : `generation ${generation}`

/** `orders-0 → 3, generation 1`; empty where the name of the request says it all. */
export function asks(request: Request): string {
  switch (request.api) {
    case 'JoinGroup':
      return request.memberId === '' ? 'as a new member' : `as ${request.memberId}`
    case 'SyncGroup':
      return request.assignments.length === 0
        ? generationOf(request.generation)
        : `${generationOf(request.generation)}, with the assignment`
    case 'Heartbeat':
      return generationOf(request.generation)
    case 'LeaveGroup':
      return `as ${request.members.map(({ memberId }) => memberId).join(', ')}`
    case 'OffsetCommit':
    case 'TxnOffsetCommit':
      return `${arrows(request.offsets)}, ${generationOf(request.generation)}`
    case 'OffsetFetch':
      return request.partitions.map(partitionName).join(', ')
    case 'Fetch':
      return request.partitions
        .map((entry) => `${partitionName(entry)} from ${entry.offset}`)
        .join()
    case 'ListOffsets':
      return request.partitions.map((entry) => `${partitionName(entry)}, ${entry.at}`).join()
    case 'OffsetsForLeaderEpoch':
      return partitionName(request.partition)
    case 'EndTxn':
      return request.committed ? 'commit' : 'abort'
    case 'FindCoordinator':
      return `of the ${request.keyType}`
    case 'Produce':
      return request.partitions.map(partitionName).join(', ')
    default:
      return ''
  }
}

/** The error of an answer by Kafka's name; `NONE` where all went well. */
export function errorOf(response: Response): string {
  if (response.error !== 'NONE') return response.error
  switch (response.api) {
    case 'Fetch':
    case 'Produce':
    case 'ListOffsets':
      return response.partitions.find(({ error }) => error !== 'NONE')?.error ?? 'NONE'
    default:
      return 'NONE'
  }
}

/** `orders-0@0..2`, `generation 2`, or the error. */
export function says(response: Response): string {
  const error = errorOf(response)
  if (error !== 'NONE') return error
  switch (response.api) {
    case 'JoinGroup':
      return generationOf(response.generation)
    case 'SyncGroup':
      return response.assignment.length === 0
        ? 'no partition'
        : response.assignment.map(partitionName).join(', ')
    case 'OffsetFetch':
      return response.offsets.length === 0 ? 'no committed offset' : arrows(response.offsets)
    case 'Fetch': {
      const found = response.partitions.filter(({ records }) => records.length > 0)
      if (found.length === 0) return 'no records'
      return found
        .map((entry) =>
          recordsName(
            entry,
            entry.records.map(({ offset }) => offset),
          ),
        )
        .join(', ')
    }
    case 'ListOffsets':
      return `offset ${response.partitions.map(({ offset }) => offset).join()}`
    default:
      return 'done'
  }
}

/** Whether the exchange is everyday life: nothing asked for came, and nothing was wrong. */
export function isRoutine(request: Request, response: Response | null): boolean {
  const { api } = request
  if (response === null) return api === 'Fetch' || api === 'Metadata'
  const error = errorOf(response)
  if (api === 'JoinGroup') return error === 'MEMBER_ID_REQUIRED'
  if (error !== 'NONE') return false
  if (response.api === 'Fetch')
    return response.partitions.every(({ records }) => records.length === 0)
  return (
    api === 'Heartbeat' ||
    api === 'Metadata' ||
    api === 'FindCoordinator' ||
    api === 'OffsetsForLeaderEpoch'
  )
}

/** Whether the group's coordinator takes it. */
export function isForCoordinator({ api }: Request): boolean {
  switch (api) {
    case 'JoinGroup':
    case 'SyncGroup':
    case 'Heartbeat':
    case 'LeaveGroup':
    case 'OffsetCommit':
    case 'OffsetFetch':
    case 'TxnOffsetCommit':
      return true
    default:
      return false
  }
}
