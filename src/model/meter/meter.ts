/**
 * The meter: what a search met inside of the cluster, counted where the history is silent.
 *
 * Properties judge a history, and no history should grow by an event per request just so that a
 * report can say how many heartbeats a rebalance refused. So the cluster counts, when it is asked
 * to, into arrays that no world holds: a meter outlives the runs it counts, is not copied with a
 * world, and nothing in a run may ever depend on it.
 */
import type { GroupStatus } from '../group/group.ts'
import { answerableCodes, apiKeysMax, groupStatuses } from './points.ts'
import type { TraceEntry } from './trace-entry.ts'

/** How the group stood when a fault struck, and what each process had under way. */
export interface FiredFault {
  readonly status: GroupStatus
  /** By index of the instance: bits of {@link underWay}; {@link gone} where none runs. */
  readonly underWay: readonly number[]
}

/** Counts over all runs since it was made; `fired` are those of the run that is under way. */
export interface Meter {
  /** Requests as they reach the coordinator: by key of the API and status of the group. */
  readonly arrivals: Float64Array
  /** Answers: by key of the API and error code (`answerableCodes`). */
  readonly answers: Float64Array
  /** The names of the APIs that were answered, by their keys. */
  readonly apis: (string | undefined)[]
  /** Steps of a group from one status (row) to another. */
  readonly transitions: Float64Array
  /** One per event `fault`, in the same order. */
  fired: FiredFault[]
  /** Where each message of a run goes; null, as usual: nobody wants to know. */
  trace: TraceEntry[] | null
}

/** What a process has under way, as bits. */
export const underWay = {
  joining: 1,
  syncing: 2,
  commitSent: 4,
  commitTaken: 8,
  commitAnswered: 16,
  frozen: 32,
} as const

/** In place of the bits: the process does not run. */
export const gone = -1

/** A meter that has counted nothing. */
export function createMeter(): Meter {
  return {
    arrivals: new Float64Array(apiKeysMax * groupStatuses.length),
    answers: new Float64Array(apiKeysMax * answerableCodes.length),
    apis: new Array(apiKeysMax).fill(undefined),
    transitions: new Float64Array(groupStatuses.length * groupStatuses.length),
    fired: [],
    trace: null,
  }
}
