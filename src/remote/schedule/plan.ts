/** What is run, and what is to go wrong in it. */
import type { Address } from '../../broker/addresses.ts'
import type { HistoryEvent } from '../../model/history.ts'
import type { Settings } from '../../model/settings.ts'
import type { EffectSource } from '../effects/effect-source.ts'
import type { Moment } from '../moments/moment.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'
import type { RecordTemplates } from '../watching/record-template.ts'

/** A user's program, and the world that it meets; the same for all of its runs. */
export interface RemoteProgram extends RecordTemplates {
  /** The file and its arguments. */
  readonly command: readonly string[]
  readonly cwd: string
  /** By name; words in braces are filled in. */
  readonly env: Readonly<Record<string, string>>
  readonly topic: string
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
  readonly limits: RemoteLimits
}

/** In milliseconds. */
export interface RemoteLimits {
  /** So long a process may take from its start until it joins its group. */
  readonly joinMs: number
  /**
   * So long nothing may happen while something is left to do, and nobody is about to join; less
   * when it is commits only.
   */
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
