/**
 * Commit not ahead: no commit passes a record that was handed out and is not done.
 *
 * Asked when the commit is requested (or saved in the external store): from there on it is out of
 * the strategy's hands, and a crash at the wrong moment makes a loss of it. "Done" is by anybody:
 * to pass what another member finished is no risk. Offsets that travel in the same transaction as
 * the effects are not ahead of them, for both stand or fall together.
 */

import { clearFound, foundSoFar } from './folds/found.ts'
import { shared } from './frame/shared-state.ts'
import { both, kept, keptList } from './kept.ts'
import type { Handlers } from './property.ts'
import { property, type Witness } from './property.ts'
import { stands, statusOf, waitingEffect } from './records/open-transactions.ts'
import { DONE, POLLED, type RecordPlace } from './records/partition-records.ts'
import { createLedger, type Ledger } from './records/record-state.ts'
import {
  createPlaces,
  cutBack,
  mark,
  marksOf,
  type Place,
  type Places,
  placeOf,
  resetPlaces,
} from './state/partition-table.ts'
import { type KeepingData, keepPlaces } from './state/per-partition.ts'

/** Passed already, and told. */
const TOLD = 1

interface Frontier {
  /** Below it, everything handed out is done or told. */
  offset: number
}

/**
 * No verdict depends on a frontier: as long as nothing is told, everything handed out below it is
 * done, so whoever looks again finds what was found before.
 */
const keeping: KeepingData<Frontier, number> = {
  copy: ({ offset }) => offset,
  load: (data, saved) => {
    data.offset = saved
  },
  mix: () => false,
}

/** No commit passes a record that was handed out and is not done. */
export const commitNotAhead = property({
  name: 'commit-not-ahead',
  statement: 'No commit passed a record that was handed out and was not done.',
  monitor: (context) => {
    const ledger = shared(context, createLedger)
    const found: Witness[] = []
    const frontiers = createPlaces<Frontier>(
      () => ({ offset: 0 }),
      (data) => {
        data.offset = 0
      },
    )
    return {
      folds: [ledger],
      on: handlers(ledger, frontiers, found),
      reset: () => {
        resetPlaces(frontiers)
        clearFound(found)
      },
      witnesses: () => foundSoFar(found),
      kept: kept(both(keepPlaces<Frontier, number>(frontiers, keeping), keptList(found))),
      reads: POLLED | DONE,
      broken: () => found.length > 0,
    }
  },
})

/** Where commits are judged: requested of the group, or saved in the store and standing. */
function handlers(ledger: Ledger, frontiers: Places<Frontier>, found: Witness[]): Handlers {
  const { places, waiting } = ledger
  const goBack = (topic: string, partition: number, offset: number) => {
    const { data } = placeOf(frontiers, topic, partition)
    if (offset < data.offset) data.offset = offset
  }
  const judge = (passing: Passing, by: string, index: number) => {
    const offsets = passedBy(passing)
    if (offsets.length > 0) found.push(witness(passing.place, offsets, by, index))
  }
  return {
    polled: ({ topic, partition, offsets }) => goBack(topic, partition, offsets[0] ?? 0),
    'truncated-to': ({ topic, partition, offset }) => {
      goBack(topic, partition, offset)
      cutBack(placeOf(frontiers, topic, partition), offset)
    },
    'commit-requested': ({ topic, partition, offset: commit, member, source }, index) => {
      const frontier = placeOf(frontiers, topic, partition)
      if (commit <= frontier.data.offset) return
      const place = placeOf(places, topic, partition)
      const travelling = source === 'transaction' ? { ledger, member } : null
      judge({ place, frontier, commit, travelling }, `a commit of ${member}`, index)
    },
    'store-saved': ({ topic, partition, offset: commit, member, transaction }, index) => {
      if (!stands(waiting, transaction)) return
      const frontier = placeOf(frontiers, topic, partition)
      const place = placeOf(places, topic, partition)
      judge({ place, frontier, commit, travelling: null }, `a save of ${member}`, index)
    },
    'transaction-committed': (event, index) => {
      for (const { transaction, place, offset: commit, member } of waiting.saves) {
        if (transaction !== event.transaction) continue
        const frontier = placeOf(frontiers, place.topic, place.partition)
        judge({ place, frontier, commit, travelling: null }, `a save of ${member}`, index)
      }
    },
  }
}

interface Passing {
  readonly place: RecordPlace
  readonly frontier: Place<Frontier>
  readonly commit: number
  /** The offsets travel in a transaction of this member; null: they do not. */
  readonly travelling: { readonly ledger: Ledger; readonly member: string } | null
}

const NOTHING: readonly number[] = []

/** What was handed out below the offset and is not done; each record is told once. */
function passedBy({ place, frontier, commit, travelling }: Passing): readonly number[] {
  let offsets: number[] | null = null
  let settled = true
  const end = Math.min(commit, place.end)
  for (let offset = frontier.data.offset; offset < end; offset++) {
    if ((marksOf(place, offset) & (POLLED | DONE)) === POLLED && !isTold(frontier, offset)) {
      if (travelling !== null && isTravelling(travelling, place, offset)) settled = false
      else {
        mark(frontier, offset, TOLD)
        if (offsets === null) offsets = [offset]
        else offsets.push(offset)
      }
    }
    // What still travels may yet be aborted: it is looked at again.
    if (settled) frontier.data.offset = offset + 1
  }
  return offsets ?? NOTHING
}

function isTold(frontier: Place<Frontier>, offset: number): boolean {
  return marksOf(frontier, offset) !== 0
}

function isTravelling(
  { ledger, member }: { readonly ledger: Ledger; readonly member: string },
  place: RecordPlace,
  offset: number,
): boolean {
  const effect = waitingEffect(ledger.waiting, place, offset, member)
  return effect !== undefined && statusOf(ledger.waiting, effect.transaction) === 'open'
}

function witness(
  { topic, partition }: RecordPlace,
  offsets: readonly number[],
  by: string,
  at: number,
): Witness {
  const text =
    offsets.length === 1
      ? `is passed by ${by} before it is done`
      : `are passed by ${by} before they are done`
  return { topic, partition, offsets, text, at }
}
