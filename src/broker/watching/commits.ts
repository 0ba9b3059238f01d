/**
 * What a history is told of a process's commits, as they go over the wire: requested when written,
 * acknowledged or refused with the answer, unknown when the connection breaks before.
 */
import type { CommitSource, Emit } from '../../model/history.ts'
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../wire/apis/08-offset-commit.ts'
import type {
  TxnOffsetCommitRequest,
  TxnOffsetCommitResponse,
} from '../../wire/apis/28-txn-offset-commit.ts'
import type { WireMessage } from '../../wire/codec.ts'
import { modelError } from '../errors.ts'
import type { InFlight } from '../host.ts'
import { type Place, placesOf } from './places.ts'
import type { Watched } from './watched.ts'

export type CommitRequest = OffsetCommitRequest | TxnOffsetCommitRequest
export type CommitResponse = OffsetCommitResponse | TxnOffsetCommitResponse

/** What the events of a process are told with. */
export interface Telling {
  readonly generation: number
  readonly emit: Emit
}

/** Whether the request asks for a commit. */
export function isCommit(request: WireMessage): request is CommitRequest {
  return request.api === 'OffsetCommit' || request.api === 'TxnOffsetCommit'
}

/** A commit of these places is asked for. Returns its number in the history. */
export function newCommit(
  { name: member, world }: Watched,
  { generation, emit }: Telling,
  places: readonly Place[],
  source: CommitSource,
): number {
  const { commits, now: time } = world
  commits.push({ member, generation, source })
  const commit = commits.length - 1
  for (const place of places) {
    emit({ kind: 'commit-requested', time, member, generation, ...place, commit, source })
  }
  return commit
}

/** The answer to a commit. */
export function commitAnswered(
  { name: member, world }: Watched,
  { generation, emit }: Telling,
  { request, commit }: InFlight,
  errorCode: number,
): void {
  if (commit < 0 || !isCommit(request)) return
  for (const place of placesOf(request.topics)) {
    const about = { time: world.now, member, generation, ...place, commit }
    if (errorCode !== 0) emit({ kind: 'commit-refused', ...about, error: modelError(errorCode) })
    // What is sent to a transaction is committed with it, which EndTxn acknowledges, not this.
    else if (request.api === 'OffsetCommit') emit({ kind: 'commit-acknowledged', ...about })
  }
}

/** No answer to the request will come any more. */
export function commitUnanswered(
  { name: member, world }: Watched,
  { generation, emit }: Telling,
  { request, commit }: InFlight,
): void {
  if (commit < 0 || !isCommit(request)) return
  for (const place of placesOf(request.topics)) {
    const about = { time: world.now, member, generation, ...place, commit }
    emit({ kind: 'commit-unknown', ...about, error: 'DISCONNECTED' })
  }
}
