/**
 * What the history is told of a process's commits, besides what goes over the wire: of those that
 * are asked for by hand the user may be told something else (`manual-commits.ts`).
 */
import type { InFlight } from '../../broker/host.ts'
import {
  commitAnswered as answered,
  type CommitRequest,
  newCommit,
  type Telling,
} from '../../broker/watching/commits.ts'
import { type Place, placesOf } from '../../broker/watching/places.ts'
import { inTransactionOf } from '../../broker/watching/transactions.ts'
import type { Watched } from '../../broker/watching/watched.ts'
import type { Emit } from '../../model/history.ts'
import type { Process } from '../simulation/simulation.ts'
import type { ManualCommit } from './manual-commits.ts'

/** Returns the number of the commit in the history; -1: the history tells of no such commit. */
export function commitRequested(app: Process, telling: Telling, request: CommitRequest): number {
  const places = placesOf(request.topics)
  const watched = watchedOf(app)
  if (request.api === 'TxnOffsetCommit') {
    const emit = inTransactionOf(watched, request, telling.emit)
    return newCommit(watched, { ...telling, emit }, places, 'transaction')
  }
  if (!watched.groups.isWatched(request.groupId)) return -1
  const { generationId: generation } = request
  const source = app.manualCommits.isAny ? 'manual' : 'auto'
  const line = app.manualCommits.lineOf(places)
  const emit = withLine(telling.emit, line)
  const commit = newCommit(watched, { generation, emit }, places, source)
  app.manualCommits.requested(commit, places)
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
  const asking = { ...telling, emit: withLine(telling.emit, call.line) }
  const commit = newCommit(watchedOf(app), asking, unsent, 'manual')
  for (const place of unsent) tell(place, commit)
}

/** Says of what is asked for in which line of the user's. */
function withLine(emit: Emit, line: ManualCommit['line']): Emit {
  if (line.line === undefined) return emit
  return (event) => emit(event.kind === 'commit-requested' ? { ...event, ...line } : event)
}

/** The answer to a commit. */
export function commitAnswered(
  app: Process,
  telling: Telling,
  asked: InFlight,
  errorCode: number,
): void {
  if (asked.commit >= 0 && errorCode === 0) app.manualCommits.acknowledged(asked.commit)
  answered(watchedOf(app), telling, asked, errorCode)
}

/** The process, as watchers of the wire know it. */
export function watchedOf({ name, simulation: { world, groups } }: Process): Watched {
  return { name, world, groups }
}
