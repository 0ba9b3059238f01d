/** The tally: what a run cost, for statistics over many runs. */
import { sharedState } from './frame/shared-state.ts'
import { lostIn } from './records/lost-records.ts'
import { isData, type RecordEntry } from './records/partition-records.ts'
import { type RecordState, recordState } from './records/record-state.ts'
import { addCommit, type CommitSet, commits, hasCommit } from './state/commit-set.ts'
import { number } from './state/values.ts'

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

/** What is counted while a run goes on. */
export interface Counts {
  readonly commits: CommitSet
  reprocessed: number
  commitRequests: number
  joins: number
  starts: number
  consumerRestarts: number
  consumerDeaths: number
}

/** The counts; {@link tallyOf} says what they come to. */
export const counts = sharedState<Counts, { records: RecordState }>({
  shares: { records: recordState },
  state: {
    commits: commits(),
    reprocessed: number(0),
    commitRequests: number(0),
    joins: number(0),
    starts: number(0),
    consumerRestarts: number(0),
    consumerDeaths: number(0),
  },
  on: ({ own, records }) => ({
    'processing-started': () => {
      if (records.restarted) own.reprocessed++
    },
    'commit-requested': ({ commit }) => {
      if (hasCommit(own.commits, commit)) return
      addCommit(own.commits, commit)
      own.commitRequests++
    },
    started: () => {
      own.starts++
    },
    joined: () => {
      own.joins++
    },
    'consumer-crashed': ({ restart }) => {
      if (restart) own.consumerRestarts++
      else own.consumerDeaths++
    },
  }),
})

/** The figures, after the `ended` event. */
export function tallyOf(of: Counts, records: RecordState): Tally {
  let owed = 0
  let lost = 0
  for (const entry of records.partitions.mentioned) {
    owed += owedIn(entry)
    lost += lostIn(entry).length
  }
  const { reprocessed, commitRequests, consumerRestarts, consumerDeaths } = of
  const rejoins = Math.max(0, of.joins - of.starts)
  return { owed, lost, reprocessed, commitRequests, rejoins, consumerRestarts, consumerDeaths }
}

function owedIn(entry: RecordEntry): number {
  const { owedFrom } = entry.data
  if (owedFrom < 0) return 0
  let owed = 0
  for (let offset = owedFrom; offset < entry.end; offset++) {
    if (isData(entry, offset)) owed++
  }
  return owed
}
