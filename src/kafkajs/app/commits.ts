/**
 * What the history is told of a process's commits: requested when written, acknowledged or refused
 * with the answer, unknown when the connection breaks before. Of those that are asked for by hand
 * the user may be told something else: see `manual-commits.ts`.
 */
import { modelError } from '../../broker/errors.ts'
import type { InFlight } from '../../broker/host.ts'
import type { CommitSource, Emit } from '../../model/history.ts'
import type { OffsetCommitRequest, OffsetCommitResponse } from '../../wire/apis/08-offset-commit.ts'
import type {
  TxnOffsetCommitRequest,
  TxnOffsetCommitResponse,
} from '../../wire/apis/28-txn-offset-commit.ts'
import type { WireMessage } from '../../wire/codec.ts'
import type { Process } from '../simulation/simulation.ts'
import type { ManualCommit } from './manual-commits.ts'
import { type Place, placesOf } from './places.ts'

export type CommitRequest = OffsetCommitRequest | TxnOffsetCommitRequest
export type CommitResponse = OffsetCommitResponse | TxnOffsetCommitResponse

/** Whether the request asks for a commit. */
export function isCommit(request: WireMessage): request is CommitRequest {
  return request.api === 'OffsetCommit' || request.api === 'TxnOffsetCommit'
}

/** What the events of a process are told with. */
interface Telling {
  readonly generation: number
  readonly emit: Emit
}

/** Returns the number of the commit in the history; -1: the history tells of no such commit. */
export function commitRequested(app: Process, telling: Telling, request: CommitRequest): number {
  const places = placesOf(request.topics)
  if (request.api === 'TxnOffsetCommit') return newCommit(app, telling, places, 'transaction')
  if (!app.simulation.groups.isWatched(request.groupId)) return -1
  const { generationId: generation } = request
  const source = app.manualCommits.isAny ? 'manual' : 'auto'
  const commit = newCommit(app, { ...telling, generation }, places, source)
  app.manualCommits.requested(commit, places)
  return commit
}

function newCommit(
  app: Process,
  { generation, emit }: Telling,
  places: readonly Place[],
  source: CommitSource,
): number {
  const { commits, now: time } = app.simulation.world
  const member = app.name
  commits.push({ member, generation, source })
  const commit = commits.length - 1
  for (const place of places) {
    emit({ kind: 'commit-requested', time, member, generation, ...place, commit, source })
  }
  return commit
}

/** The promise of a commit that was asked for by hand is settled. */
export function manualCommitEnded(
  app: Process,
  telling: Telling,
  call: ManualCommit,
  isFulfilled: boolean,
): void {
  const { unsent, sent } = app.manualCommits.end(call, isFulfilled)
  const tell = (place: Place, commit: number) => {
    const about = { time: app.simulation.world.now, member: app.name, commit }
    telling.emit({
      ...{ kind: 'commit-acknowledged', generation: telling.generation, ...about, ...place },
    })
  }
  for (const { place, commit } of sent) tell(place, commit)
  if (unsent.length === 0) return
  const commit = newCommit(app, telling, unsent, 'manual')
  for (const place of unsent) tell(place, commit)
}

/** The answer to a commit. */
export function commitAnswered(
  app: Process,
  { generation, emit }: Telling,
  { request, commit }: InFlight,
  errorCode: number,
): void {
  if (commit < 0 || !isCommit(request)) return
  if (errorCode === 0) app.manualCommits.acknowledged(commit)
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
