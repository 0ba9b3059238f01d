/**
 * Which partitions the consumers of a process hold, as the answers that reach them tell.
 *
 * - `joined`, `assigned`, `revoked`: a SyncGroup answer has come. Of listeners the wire knows
 *   nothing: what the new assignment lacks is revoked with it; so is everything when a consumer
 *   leaves.
 * - `lost`: an answer says that the member is unknown or of an old generation, unless the question
 *   was older than its latest assignment.
 */
import type { HistoryEvent } from '../../model/history.ts'
import type { TopicPartition } from '../../model/topic-partition.ts'
import type { HeartbeatRequest } from '../../wire/apis/12-heartbeat.ts'
import type { SyncGroupRequest, SyncGroupResponse } from '../../wire/apis/14-sync-group.ts'
import { partitionsOf } from '../assignments.ts'
import { modelError } from '../errors.ts'
import { includes } from './places.ts'

/** What one of the process's consumers was assigned. */
interface Member {
  readonly generation: number
  readonly places: readonly TopicPartition[]
}

type Asking = Pick<HeartbeatRequest, 'memberId' | 'generationId'>

/** What the history is told; the process adds the time and its name. */
type Told = 'joined' | 'assigned' | 'revoked' | 'lost'
export type Tell = (kind: Told, place: TopicPartition | null) => void

/** Tells an event of this module. */
export function membershipEvent(
  kind: Told,
  about: { readonly time: number; readonly member: string; readonly generation: number },
  place: TopicPartition | null,
): HistoryEvent {
  if (kind === 'joined' || place === null) return { kind: 'joined', ...about }
  return { kind, ...about, topic: place.topic, partition: place.partition }
}

/** The members that a process is in its group. */
export class Membership {
  readonly #tell: Tell
  /** By member id; a process may run several consumers. */
  readonly #members = new Map<string, Member>()
  #generation = -1

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** Of the latest assignment; -1: none so far. */
  get generation(): number {
    return this.#generation
  }

  /** A SyncGroup answer without an error. */
  synced(request: SyncGroupRequest, answer: SyncGroupResponse): void {
    const { memberId, generationId: generation } = request
    const before = this.#members.get(memberId)?.places ?? []
    const after = partitionsOf(answer.assignment)
    for (const place of before) if (!includes(after, place)) this.#tell('revoked', place)
    this.#generation = generation
    this.#members.set(memberId, { generation, places: after })
    this.#tell('joined', null)
    for (const place of after) this.#tell('assigned', place)
  }

  /** An answer with this error: the coordinator may no longer know the member. */
  refused({ memberId, generationId }: Asking, errorCode: number): void {
    const name = modelError(errorCode)
    if (name !== 'UNKNOWN_MEMBER_ID' && name !== 'ILLEGAL_GENERATION') return
    const member = this.#members.get(memberId)
    if (member === undefined || generationId < member.generation) return
    this.#members.delete(memberId)
    for (const place of member.places) this.#tell('lost', place)
  }

  /** A consumer has left the group. */
  left(memberId: string): void {
    const places = this.#members.get(memberId)?.places ?? []
    this.#members.delete(memberId)
    for (const place of places) this.#tell('revoked', place)
  }
}
