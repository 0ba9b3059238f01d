/** The tally: what a run cost, for statistics over many runs. */
import { DONE, isData, type RecordPlace } from './folds/account.ts'
import { createLedger } from './folds/ledger.ts'
import { lostIn } from './folds/losses-told.ts'
import { shared } from './folds/shared.ts'
import type { Fold, Handlers, MonitorContext } from './property.ts'

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
  readonly folds: readonly Fold[]
  readonly on: Handlers
  reset(): void
  /** Asked after the `ended` event. */
  tally(): Tally
}

/** Counts what a run cost. */
export function createTally(context: MonitorContext): TallyMonitor {
  const ledger = shared(context, createLedger)
  /** The run in which the commit of that number was requested last: nothing needs clearing. */
  const runs: number[] = []
  let run = 0
  let reprocessed = 0
  let commitRequests = 0
  return {
    folds: [ledger],
    on: {
      'processing-started': () => {
        if (ledger.restarted) reprocessed++
      },
      'commit-requested': ({ commit }) => {
        if (runs[commit] === run) return
        runs[commit] = run
        commitRequests++
      },
    },
    reset: () => {
      run++
      reprocessed = 0
      commitRequests = 0
    },
    tally: () => {
      let owed = 0
      let lost = 0
      for (const place of ledger.places.mentioned) {
        owed += owedIn(place)
        lost += lostIn(place, DONE).length
      }
      return { owed, lost, reprocessed, commitRequests }
    },
  }
}

function owedIn(place: RecordPlace): number {
  const { owedFrom } = place.data
  if (owedFrom < 0) return 0
  let owed = 0
  for (let offset = owedFrom; offset < place.end; offset++) {
    if (isData(place, offset)) owed++
  }
  return owed
}
