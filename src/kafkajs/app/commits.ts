/**
 * What the history is told of a process's commits: requested when written, acknowledged or refused
 * with the answer, unknown when the connection breaks before.
 */
import { modelError } from '../../broker/errors.ts'
import type { InFlight } from '../../broker/host.ts'
import type { CommitSource, HistoryEvent } from '../../model/history.ts'
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../wire/apis/08-offset-commit.ts'
import type {
  TxnOffsetCommitRequest,
  TxnOffsetCommitResponse,
} from '../../wire/apis/28-txn-offset-commit.ts'
import type { WireMessage } from '../../wire/codec.ts'
import type { Process } from '../simulation/simulation.ts'
import { placesOf } from './places.ts'

export type CommitRequest = OffsetCommitRequest | TxnOffsetCommitRequest
export type CommitResponse = OffsetCommitResponse | TxnOffsetCommitResponse

/** Whether the request asks for a commit. */
export function isCommit(request: WireMessage): request is CommitRequest {
  return request.api === 'OffsetCommit' || request.api === 'TxnOffsetCommit'
}

/** What the events of a process are told with. */
interface Telling {
  readonly generation: number
  emit(event: HistoryEvent): void
}

/** Returns the number of the commit in the history; -1: the history tells of no such commit. */
export function commitRequested(app: Process, telling: Telling, request: CommitRequest): number {
  if (request.api === 'TxnOffsetCommit') {
    return newCommit(app, telling, request, 'transaction', telling.generation)
  }
  if (!app.simulation.groups.isWatched(request.groupId)) return -1
  const source = app.commitsByHand ? 'manual' : 'auto'
  return newCommit(app, telling, request, source, request.generationId)
}

function newCommit(
  app: Process,
  { emit }: Telling,
  { topics }: CommitRequest,
  source: CommitSource,
  generation: number,
): number {
  const { commits, now: time } = app.simulation.world
  const member = app.name
  commits.push({ member, generation, source })
  const commit = commits.length - 1
  for (const place of placesOf(topics)) {
    emit({ kind: 'commit-requested', time, member, generation, ...place, commit, source })
  }
  return commit
}

/** The answer to a commit. */
export function commitAnswered(
  app: Process,
  { generation, emit }: Telling,
  { request, commit }: InFlight,
  errorCode: number,
): void {
  if (commit < 0 || !isCommit(request)) return
  for (const place of placesOf(request.topics)) {
    const time = app.simulation.world.now
    const about = { time, member: app.name, generation, ...place, commit }
    if (errorCode !== 0) emit({ kind: 'commit-refused', ...about, error: modelError(errorCode) })
    // What is sent to a transaction is committed with it, which EndTxn acknowledges, not this.
    else if (request.api === 'OffsetCommit') emit({ kind: 'commit-acknowledged', ...about })
  }
}

/** No answer to the request will come any more. */
export function commitUnanswered(
  app: Process,
  { generation, emit }: Telling,
  { request, commit }: InFlight,
): void {
  if (commit < 0 || !isCommit(request)) return
  for (const place of placesOf(request.topics)) {
    const about = { time: app.simulation.world.now, member: app.name, generation, ...place, commit }
    emit({ kind: 'commit-unknown', ...about, error: 'DISCONNECTED' })
  }
}
