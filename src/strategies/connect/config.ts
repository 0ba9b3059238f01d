/**
 * What of a worker's and a connector's configuration a run obeys, under Kafka's names.
 *
 * `consumer.override.…` sets the task's own consumer, for which Connect turns auto-commit off and
 * starts at the beginning where nothing is committed, as a run here does by default.
 *
 * Source: `WorkerConfig`, `ConnectorConfig`, `SinkConnectorConfig`, `Worker.baseConsumerConfigs`.
 */
import type { SettingName, Settings } from '../../model/settings.ts'

/** What a worker obeys. Times are milliseconds. */
export interface WorkerConfig {
  /** How long after a commit the next one is begun. */
  readonly 'offset.flush.interval.ms': number
  /** After so long an unanswered commit is given up, so that another one may begin. */
  readonly 'offset.flush.timeout.ms': number
  /** Whether a record that the task has reported ends the task all the same. */
  readonly 'errors.tolerance': 'none' | 'all'
  /** Where reported records go; empty: nowhere. */
  readonly 'errors.deadletterqueue.topic.name': string
  /** Whether reported records are logged. */
  readonly 'errors.log.enable': boolean
}

type Overrides = { readonly [K in SettingName as `consumer.override.${K}`]?: Settings[K] }

/** What a user configures. */
export type ConnectConfig = Partial<WorkerConfig> & Overrides

/** Kafka's defaults. */
export const defaultWorkerConfig: WorkerConfig = {
  'offset.flush.interval.ms': 60_000,
  'offset.flush.timeout.ms': 5_000,
  'errors.tolerance': 'none',
  'errors.deadletterqueue.topic.name': '',
  'errors.log.enable': false,
}

const prefix = 'consumer.override.'

/** The worker's part of it, with defaults. Throws an Error for a name that nothing obeys. */
export function workerConfigOf(config: ConnectConfig): WorkerConfig {
  const unknown = Object.keys(config).filter(
    (name) => !(name in defaultWorkerConfig) && !name.startsWith(prefix),
  )
  if (unknown.length > 0) throw new Error(`sinkTask: nothing here obeys ${unknown.join(', ')}`)
  return { ...defaultWorkerConfig, ...config }
}

/** The consumer's part of it. */
export function consumerSettingsOf(config: ConnectConfig): Partial<Settings> {
  const overrides = Object.entries(config).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(overrides.map(([name, value]) => [name.slice(prefix.length), value]))
}
