/** What is run, and what is to go wrong in it. */
import type { Address } from '../../broker/addresses.ts'
import type { HistoryEvent } from '../../model/history.ts'
import type { Settings } from '../../model/settings.ts'
import type { EffectSource } from '../effects/effect-source.ts'
import type { Moment } from '../moments/moment.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'

/** A user's program, and the world that it meets; the same for all of its runs. */
export interface RemoteProgram {
  /** The file and its arguments. */
  readonly command: readonly string[]
  readonly cwd: string
  /** By name; `{bootstrap}`, `{member}`, `{topic}`, `{dir}`, `{effects}` are filled in. */
  readonly env: Readonly<Record<string, string>>
  readonly topic: string
  readonly partitions: number
  readonly records: number
  readonly members: number
  /** Simulated ones; of real ones there are as many as there are. */
  readonly brokers: number
  /** One of the real brokers that the program meets; null: they are simulated. */
  readonly upstream: Address | null
  /** False: the group has committed the start of every partition before. */
  readonly newGroup: boolean
  readonly settings: Readonly<Partial<Settings>>
  readonly effects: readonly EffectSource[]
  /** A record's value: `{id}` stands for its name. */
  readonly valueTemplate: string
  readonly limits: RemoteLimits
}

/** In milliseconds. */
export interface RemoteLimits {
  /** So long a process may take from its start until it joins its group. */
  readonly joinMs: number
  /** So long nothing may happen while something is left to do, and nobody is about to join. */
  readonly patienceMs: number
  /** So long a process may take to stop when it is asked to. */
  readonly graceMs: number
}

/** A schedule: faults, in the order in which they are to happen. */
export type RemotePlan = readonly PlannedFault[]

/** What came of one run. */
export interface RemoteRun {
  readonly events: readonly HistoryEvent[]
  /** In their order, those of the storm. */
  readonly moments: readonly Moment[]
  /** How many of the planned faults happened. */
  readonly struck: number
  /** Why it says nothing; null: it can be judged. */
  readonly problem: string | null
  /** The last lines of each process, by its name. */
  readonly outputs: ReadonlyMap<string, readonly string[]>
}
