/** The tally: what a run cost, for statistics over many runs. */

import { shared } from './frame/shared-state.ts'
import type { Fold, Handlers, MonitorContext } from './property.ts'
import { lostIn } from './records/lost-records.ts'
import { DONE, isData, type RecordPlace } from './records/partition-records.ts'
import { createLedger } from './records/record-state.ts'

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
  /** Generations that were joined, beyond one for every process that started. */
  readonly rejoins: number
  /** Consumers that stopped with an error and started again by themselves (kafkajs). */
  readonly consumerRestarts: number
  /** Consumers that stopped with an error for good, in a process that lives on (kafkajs). */
  readonly consumerDeaths: number
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
  let joins = 0
  let starts = 0
  let consumerRestarts = 0
  let consumerDeaths = 0
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
      started: () => {
        starts++
      },
      joined: () => {
        joins++
      },
      'consumer-crashed': ({ restart }) => {
        if (restart) consumerRestarts++
        else consumerDeaths++
      },
    },
    reset: () => {
      run++
      reprocessed = 0
      commitRequests = 0
      joins = 0
      starts = 0
      consumerRestarts = 0
      consumerDeaths = 0
    },
    tally: () => {
      let owed = 0
      let lost = 0
      for (const place of ledger.places.mentioned) {
        owed += owedIn(place)
        lost += lostIn(place, DONE).length
      }
      const rejoins = Math.max(0, joins - starts)
      const client = { rejoins, consumerRestarts, consumerDeaths }
      return { owed, lost, reprocessed, commitRequests, ...client }
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
