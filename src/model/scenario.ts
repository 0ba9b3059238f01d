/** Scenarios: nothing but sizes and limits. */
import { defaultSettings, type Settings } from './settings.ts'

/** The one consumer group of every run. */
export const groupId = 'ackurate'

/** How large a run is, and how much may go wrong in it. */
export interface Scenario {
  readonly topic: string
  /** Partitions of the topic at the start. */
  readonly partitions: number
  /** Records produced in the storm, over all partitions. */
  readonly records: number
  /** Instances at the start. */
  readonly members: number
  readonly brokers: number
  /** The most faults of all kinds together in one run. */
  readonly faultsMax: number
  /** How often at most something is slow for a while (`run/delay.ts`); absent: never. */
  readonly delaysMax?: number
  /** The most faults of each kind, by its name (`model/faults`); absent: it does not happen. */
  readonly budgets: Readonly<Partial<Record<string, number>>>
  readonly settings: Readonly<Settings>
  /** True: the group has never committed. False: it has committed the log's start before. */
  readonly newGroup: boolean
}

export const defaultScenario: Scenario = {
  topic: 'orders',
  partitions: 2,
  records: 20,
  members: 2,
  brokers: 3,
  faultsMax: 3,
  delaysMax: 3,
  budgets: {},
  settings: defaultSettings,
  newGroup: false,
}
