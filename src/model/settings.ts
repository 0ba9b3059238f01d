/**
 * Client and broker settings under Kafka's own names.
 *
 * Defaults are Kafka's (reference A.1) except where a run of twenty records would never show the
 * setting at work, or where a strategy should say aloud what it does: each such entry says why.
 */

import { isResetPolicy, type ResetPolicy } from './reset-policy.ts'

/** All settings that change what a run does. Times are milliseconds. */
export interface Settings {
  'auto.offset.reset': ResetPolicy
  'enable.auto.commit': boolean
  'auto.commit.interval.ms': number
  'max.poll.records': number
  'max.poll.interval.ms': number
  'session.timeout.ms': number
  'heartbeat.interval.ms': number
  'default.api.timeout.ms': number
  'request.timeout.ms': number
  'retry.backoff.ms': number
  'fetch.max.wait.ms': number
  'isolation.level': 'read_uncommitted' | 'read_committed'
  'partition.assignment.strategy': 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky'
  /** Static membership: every process slot keeps an id of its own, whatever name is given. */
  'group.instance.id': boolean | string
  'group.initial.rebalance.delay.ms': number
  'offsets.topic.replication.factor': number
  'min.insync.replicas': number
  'transaction.timeout.ms': number
  acks: 'all' | '1' | '0'
  'enable.idempotence': boolean
  retries: number
  /** Which brokers run: they differ in places, see docs/model.md. */
  'broker.version': '3.9' | '4'
}

export type SettingName = keyof Settings

export const defaultSettings: Readonly<Settings> = {
  /** Kafka: latest. Here earliest, so that the policy is not itself a loss in every other cell. */
  'auto.offset.reset': 'earliest',
  /** Kafka: true. Here false: a strategy says how it commits. */
  'enable.auto.commit': false,
  'auto.commit.interval.ms': 5000,
  /** Kafka: 500. Here small, so that a run of twenty records has several polls. */
  'max.poll.records': 3,
  'max.poll.interval.ms': 300_000,
  'session.timeout.ms': 45_000,
  'heartbeat.interval.ms': 3000,
  'default.api.timeout.ms': 60_000,
  'request.timeout.ms': 30_000,
  'retry.backoff.ms': 100,
  'fetch.max.wait.ms': 500,
  'isolation.level': 'read_uncommitted',
  'partition.assignment.strategy': 'range',
  'group.instance.id': false,
  'group.initial.rebalance.delay.ms': 3000,
  'offsets.topic.replication.factor': 3,
  'min.insync.replicas': 1,
  'transaction.timeout.ms': 60_000,
  acks: 'all',
  'enable.idempotence': true,
  retries: 2_147_483_647,
  'broker.version': '4',
}

/**
 * The values a setting may take: a list of words, or whole numbers from `min` on. A reset may go by
 * a duration besides: `fitsSetting` knows.
 */
export const settingDomains: {
  readonly [K in SettingName]:
    | readonly Settings[K][]
    | { readonly min: number; readonly max: number }
} = {
  'auto.offset.reset': ['earliest', 'latest', 'none'],
  'enable.auto.commit': [false, true],
  'auto.commit.interval.ms': { min: 1, max: 3_600_000 },
  'max.poll.records': { min: 1, max: 1_000_000 },
  'max.poll.interval.ms': { min: 1, max: 86_400_000 },
  'session.timeout.ms': { min: 6000, max: 1_800_000 },
  'heartbeat.interval.ms': { min: 1, max: 600_000 },
  'default.api.timeout.ms': { min: 1, max: 3_600_000 },
  'request.timeout.ms': { min: 1, max: 3_600_000 },
  'retry.backoff.ms': { min: 1, max: 60_000 },
  'fetch.max.wait.ms': { min: 1, max: 60_000 },
  'isolation.level': ['read_uncommitted', 'read_committed'],
  'partition.assignment.strategy': ['range', 'roundrobin', 'sticky', 'cooperative-sticky'],
  'group.instance.id': [false, true],
  'group.initial.rebalance.delay.ms': { min: 0, max: 60_000 },
  'offsets.topic.replication.factor': { min: 1, max: 3 },
  'min.insync.replicas': { min: 1, max: 3 },
  'transaction.timeout.ms': { min: 1, max: 900_000 },
  acks: ['all', '1', '0'],
  'enable.idempotence': [true, false],
  retries: { min: 0, max: 2_147_483_647 },
  'broker.version': ['4', '3.9'],
}

/** Whether the setting may have the value. */
export function fitsSetting(name: SettingName, value: unknown): boolean {
  if (name === 'auto.offset.reset') return isResetPolicy(value)
  const domain = settingDomains[name]
  if (!('min' in domain)) return (domain as readonly unknown[]).includes(value)
  return Number.isInteger(value) && Number(value) >= domain.min && Number(value) <= domain.max
}

/** What the producers of a run have been told; comparisons of older versions say nothing of it. */
type Told = Readonly<Partial<Settings>>

/**
 * Whether what a producer sends again is not written twice: unless it is switched off, or one of
 * the others forbids it. Source: `ProducerConfig.postProcessAndValidateIdempotenceConfigs`, since
 * 3.0 (KIP-679).
 */
export function isIdempotent(settings: Told): boolean {
  const { acks = 'all', 'enable.idempotence': enabled = true } = settings
  return enabled && acks === 'all' && isRetrying(settings)
}

/** Whether a producer sends again what did not arrive. */
export function isRetrying({ retries = 1 }: Told): boolean {
  return retries > 0
}

/** The number that a request says. */
export function acksOf({ acks = 'all' }: Told): number {
  return acks === 'all' ? -1 : Number(acks)
}
