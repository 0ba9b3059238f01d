/** The tally: what a run cost, for statistics over many runs. */
import {
  ABORTED,
  type Account,
  accountOf,
  clearAccount,
  createLedger,
  freshAccount,
  isUnfinished,
  ledgerHandlers,
  OWN_MARK,
  PRODUCED,
  readAgainFrom,
  resetLedger,
} from './folds/ledger.ts'
import { isStale, mark, marksOf, type Place } from './folds/places.ts'
import type { Handlers } from './property.ts'

/** The figures of one run. */
export interface Tally {
  /** Records that the group owed and that the log did not lose. */
  readonly owed: number
  /** Of these: below the committed offset and finished by nobody. */
  readonly lost: number
  /** How often the processing of a record was started again. */
  readonly reprocessed: number
  /** Commit requests, however many partitions each had. */
  readonly commitRequests: number
}

/** Follows runs as a monitor does. */
export interface TallyMonitor {
  readonly on: Handlers
  reset(): void
  /** Asked after the `ended` event. */
  tally(): Tally
}

const STARTED = OWN_MARK

/** Counts what a run cost. */
export function createTally(): TallyMonitor {
  const ledger = createLedger('done', freshAccount, clearAccount)
  const commits: number[] = []
  let reprocessed = 0
  return {
    on: {
      ...ledgerHandlers(ledger),
      'processing-started': (event) => {
        const place = accountOf(ledger, event)
        if (isStale(place, event.member, event.offset)) return
        if ((marksOf(place, event.offset) & STARTED) === 0) mark(place, event.offset, STARTED)
        else reprocessed++
      },
      'commit-requested': ({ commit }) => {
        if (commits.lastIndexOf(commit) < 0) commits.push(commit)
      },
    },
    reset: () => {
      resetLedger(ledger)
      commits.length = 0
      reprocessed = 0
    },
    tally: () => {
      let owed = 0
      let lost = 0
      for (const place of ledger.places.mentioned) {
        owed += owedIn(place)
        lost += lostIn(place)
      }
      return { owed, lost, reprocessed, commitRequests: commits.length }
    },
  }
}

function owedIn(place: Place<Account>): number {
  if (place.data.owedFrom < 0) return 0
  let owed = 0
  for (let offset = place.data.owedFrom; offset < place.end; offset++) {
    if ((marksOf(place, offset) & (PRODUCED | ABORTED)) === PRODUCED) owed++
  }
  return owed
}

function lostIn(place: Place<Account>): number {
  if (place.data.owedFrom < 0) return 0
  let lost = 0
  const end = Math.min(readAgainFrom(place.data), place.end)
  for (let offset = place.data.owedFrom; offset < end; offset++) {
    if (isUnfinished(place, offset)) lost++
  }
  return lost
}
