/** What a timed run takes its durations and rates from: plain data, under flat names. */
import type { Settings } from '../../model/settings.ts'
import type { Distribution } from './distribution.ts'

/** Numbers of a profile: sizes and rates. */
export interface ProfileNumbers {
  partitions: number
  members: number
  /** On average, over all partitions. */
  'records.per.second': number
  /** There when the group starts: what an outage or an import left. */
  'backlog.records': number
  'crashes.per.day': number
  'deploys.per.day': number
  'pauses.per.day': number
  'failovers.per.day': number
  'disconnects.per.hour': number
  /** Milliseconds that a run lasts before anything is counted. */
  'warmup.ms': number
  /** Milliseconds that are counted. */
  'window.ms': number
}

/** Distributions of a profile; times are milliseconds. */
export interface ProfileDistributions {
  /** Records that arrive together. */
  'batch.records': Distribution
  /** Between arrivals: only its shape counts, the mean follows from the rate. */
  'arrival.gap': Distribution
  /** The user's work on one record; its effect falls in the middle. */
  'handler.ms': Distribution
  /** One way between client and broker. */
  'network.ms': Distribution
  /** Until the followers have a commit. */
  'broker.ms': Distribution
  /** A transaction of the external store. */
  'store.ms': Distribution
  /** From a crash until the process is there again. */
  'restart.ms': Distribution
  /** From a graceful stop until the next process is there. */
  'redeploy.ms': Distribution
  /** How long a process freezes. */
  'pause.ms': Distribution
}

export interface Profile extends Readonly<ProfileNumbers>, Readonly<ProfileDistributions> {
  readonly name: string
  /** One sentence for lists. */
  readonly summary: string
  /** What differs from Kafka's defaults under this load. */
  readonly settings: Readonly<Partial<Settings>>
}

export type NumberKey = keyof ProfileNumbers
export type DistributionKey = keyof ProfileDistributions

/** The values that the numbers may take, both ends included. */
export const numberDomains: Readonly<
  Record<NumberKey, { readonly min: number; readonly max: number; readonly whole: boolean }>
> = {
  partitions: { min: 1, max: 64, whole: true },
  members: { min: 1, max: 32, whole: true },
  'records.per.second': { min: 0.001, max: 10_000, whole: false },
  'backlog.records': { min: 0, max: 1_000_000, whole: true },
  'crashes.per.day': { min: 0, max: 1000, whole: false },
  'deploys.per.day': { min: 0, max: 1000, whole: false },
  'pauses.per.day': { min: 0, max: 1000, whole: false },
  'failovers.per.day': { min: 0, max: 1000, whole: false },
  'disconnects.per.hour': { min: 0, max: 3600, whole: false },
  'warmup.ms': { min: 10_000, max: 86_400_000, whole: true },
  'window.ms': { min: 1000, max: 86_400_000, whole: true },
}

/** In the order of tables. */
export const distributionKeys: readonly DistributionKey[] = [
  'batch.records',
  'arrival.gap',
  'handler.ms',
  'network.ms',
  'broker.ms',
  'store.ms',
  'restart.ms',
  'redeploy.ms',
  'pause.ms',
]

/** In the order of tables. */
export const numberKeys = Object.keys(numberDomains) as readonly NumberKey[]
