/**
 * Tells commits that say something new from those that repeat what is committed: an auto-commit
 * comes every few seconds, whatever is done meanwhile, and is no sign that anything goes on.
 */
import type { HistoryEvent } from '../../model/history.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'

export class NewCommits {
  readonly #cluster: Pick<WatchedCluster, 'committed'>
  /** The numbers of commits that ask for what was not committed then, of some partition. */
  readonly #fresh = new Set<number>()

  constructor(cluster: Pick<WatchedCluster, 'committed'>) {
    this.#cluster = cluster
  }

  /** Whether the event says that something goes on; each event is to be told once. */
  isNews(event: HistoryEvent): boolean {
    if (!('commit' in event)) return true
    const { commit } = event
    if (event.kind !== 'commit-requested') return this.#fresh.has(commit)
    const isFresh = event.offset !== this.#cluster.committed(event.partition)
    if (isFresh) this.#fresh.add(commit)
    return isFresh
  }
}
