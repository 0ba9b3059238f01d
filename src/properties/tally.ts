/** The tally: what a run cost, for statistics over many runs. */
import type { Handlers } from './deliveries.ts'
import { sharedState } from './frame/shared-state.ts'
import { forgetful } from './membership/reasons.ts'
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
  /** Records that took effect twice or more: what `at-most-once` forbids. */
  readonly duplicated: number
  /** How often the processing of a record was started again, whatever came of it: a cost. */
  readonly reprocessed: number
  /** Commit requests, however many partitions each had. */
  readonly commitRequests: number
  /** Generations that were joined, beyond one for every process that started. */
  readonly rejoins: number
  /** Generations that the group formed after its first. */
  readonly rebalances: number
  /** Processes and consumers (kafkajs) that were started again, whatever ended them. */
  readonly restarts: number
  /** Consumers that stopped with an error and started again by themselves (kafkajs). */
  readonly consumerRestarts: number
  /** Consumers that stopped with an error for good, in a process that lives on (kafkajs). */
  readonly consumerDeaths: number
}

/** What is counted while a run goes on. */
export interface Counts {
  readonly commits: CommitSet
  duplicated: number
  reprocessed: number
  commitRequests: number
  joins: number
  starts: number
  processRestarts: number
  /** The highest that was joined; 0: none was. */
  generation: number
  generations: number
  consumerRestarts: number
  consumerDeaths: number
}

/** The counts; {@link tallyOf} says what they come to. */
export const counts = sharedState<Counts, { records: RecordState }>({
  shares: { records: recordState },
  state: {
    commits: commits(),
    duplicated: number(0),
    reprocessed: number(0),
    commitRequests: number(0),
    joins: number(0),
    starts: number(0),
    processRestarts: number(0),
    generation: number(0),
    generations: number(0),
    consumerRestarts: number(0),
    consumerDeaths: number(0),
  },
  on: ({ own, records }) => {
    records.second.push(() => {
      own.duplicated++
    })
    return handlers(own, records)
  },
})

function handlers(own: Counts, records: RecordState): Handlers {
  return {
    'processing-started': () => {
      if (records.restarted) own.reprocessed++
    },
    'commit-requested': ({ commit }) => {
      if (hasCommit(own.commits, commit)) return
      addCommit(own.commits, commit)
      own.commitRequests++
    },
    started: ({ replaces }) => {
      own.starts++
      if (replaces !== null) own.processRestarts++
    },
    joined: ({ generation, group }) => {
      own.joins++
      if (group !== undefined) return
      if (generation <= own.generation) return
      own.generation = generation
      own.generations++
    },
    fault: ({ fault }) => {
      if (forgetful.includes(fault)) own.generation = 0
    },
    'consumer-crashed': ({ restart }) => {
      if (restart) own.consumerRestarts++
      else own.consumerDeaths++
    },
    'thread-ended': ({ polled }) => {
      if (polled) own.consumerDeaths++
    },
    'polls-again': () => {
      own.consumerDeaths--
      own.consumerRestarts++
    },
  }
}

/** The figures, after the `ended` event. */
export function tallyOf(of: Counts, records: RecordState): Tally {
  let owed = 0
  let lost = 0
  for (const entry of records.partitions.mentioned) {
    owed += owedIn(entry)
    lost += lostIn(entry).length
  }
  const { duplicated, reprocessed, commitRequests, consumerRestarts, consumerDeaths } = of
  return {
    ...{ owed, lost, duplicated, reprocessed, commitRequests },
    rejoins: Math.max(0, of.joins - of.starts),
    rebalances: Math.max(0, of.generations - 1),
    restarts: of.processRestarts + consumerRestarts,
    ...{ consumerRestarts, consumerDeaths },
  }
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
