/**
 * When a run has nothing left to do: the group is settled, what is produced has been sent to
 * whoever holds its partition, has taken effect since then, and is committed.
 */
import type { LogPlace } from '../../model/history.ts'
import { recordName } from '../watching/record-names.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'

/** How far the group is. */
export type Lag =
  /** Everything is done and committed. */
  | 'none'
  /**
   * It is, and what had been done was handed to somebody again, and committed since: it may be
   * done once more, or be left out by who sees that it is done.
   */
  | 'repeating'
  /** Everything is done. */
  | 'uncommitted'
  /** Records are in somebody's hands, or nobody has come for them. */
  | 'unfinished'
  /** The group is not settled. */
  | 'unsettled'

/** So long it is seen whether a record that was handed over again takes effect again. */
const repeatingMs = 1000

/**
 * So long a group that is so far is left alone, to see that it does no more, where `usualMs` is
 * enough for one that has nothing in hand; null: it has not caught up.
 */
export function settlingMsOf(lag: Lag, usualMs: number): number | null {
  if (lag === 'none') return usualMs
  return lag === 'repeating' ? usualMs + repeatingMs : null
}

/** Whether all records are done. */
export function isAllDoneAt(lag: Lag): boolean {
  return lag === 'none' || lag === 'repeating' || lag === 'uncommitted'
}

export class CaughtUp {
  readonly #cluster: WatchedCluster
  /** Who was sent a record last, and has not finished it, by the record's name. */
  readonly #inHand = new Map<string, { readonly place: LogPlace; readonly holder: string }>()
  /** Records that have taken effect, by name. */
  readonly #done = new Set<string>()
  /** The process that a partition's records were sent to last, by partition. */
  readonly #holders = new Map<number, string>()

  constructor(cluster: WatchedCluster) {
    this.#cluster = cluster
  }

  handed(member: string, places: readonly LogPlace[]): void {
    for (const place of places) {
      this.#inHand.set(recordName(place), { place, holder: member })
      this.#holders.set(place.partition, member)
    }
  }

  tookEffect(place: LogPlace): void {
    this.#done.add(recordName(place))
    this.#inHand.delete(recordName(place))
  }

  /** Nobody finishes what it held. */
  ended(member: string): void {
    for (const [name, { holder }] of this.#inHand) if (holder === member) this.#inHand.delete(name)
  }

  /** Who was sent records of the partition last; null: nobody was. */
  holderOf(partition: number): string | null {
    return this.#holders.get(partition) ?? null
  }

  /** Whether all that was produced has taken effect. */
  isAllDone(): boolean {
    return this.#cluster.logs.every(({ topic, partition, records }) =>
      records
        .slice()
        .every(
          ({ type, offset }) =>
            type !== 'data' || this.#done.has(recordName({ topic, partition, offset })),
        ),
    )
  }

  /** `living`: the names of the processes that run. */
  lag(living: readonly string[]): Lag {
    const { group, logs } = this.#cluster
    if (group === null || !group.isSettled) return 'unsettled'
    const known = new Set(group.members)
    if (known.size !== living.length || !living.every((name) => known.has(name))) {
      return 'unsettled'
    }
    const again = [...this.#inHand.values()]
    if (!again.every(({ place }) => this.#isDoneAndCommitted(place))) return 'unfinished'
    const isCommitted = logs.every(({ partition, records }) => {
      const last = records.slice().findLast(({ type }) => type === 'data')
      return last === undefined || this.#cluster.committed(partition) > last.offset
    })
    if (isCommitted) return again.length > 0 ? 'repeating' : 'none'
    return this.isAllDone() ? 'uncommitted' : 'unfinished'
  }

  #isDoneAndCommitted(place: LogPlace): boolean {
    const isCommitted = this.#cluster.committed(place.partition) > place.offset
    return isCommitted && this.#done.has(recordName(place))
  }
}
