/** A sink task as a strategy: it runs in a worker of Kafka Connect. */
import { KafkaException } from '../../model/errors.ts'
import type { Strategy, StrategyFacts } from '../strategy.ts'
import { type ConnectConfig, consumerSettingsOf, workerConfigOf } from './config.ts'
import type { SinkTask } from './task.ts'
import { runWorker } from './worker.ts'

/** A task, what it is called and claims, and the configuration that it runs with. */
export interface SinkDefinition<State>
  extends SinkTask<State>,
    Omit<StrategyFacts, 'settings' | 'claims'> {
  /** Absent: at-least-once. */
  readonly claims?: StrategyFacts['claims']
  readonly config?: ConnectConfig
  /** Whether somebody starts a task that is FAILED again; absent: nobody does. */
  readonly restarts?: boolean
}

/**
 * The task in a worker. Throws an Error where the configuration has a name that a run obeys
 * nothing of.
 */
export function sinkTask<State>(definition: SinkDefinition<State>): Strategy {
  const { start, put, flush, preCommit, open, close, stop, ...others } = definition
  const { claims = 'at-least-once', config = {}, restarts = false, ...facts } = others
  const workerConfig = workerConfigOf(config)
  return {
    ...facts,
    claims,
    settings: consumerSettingsOf(config),
    run: (services) => runWorker(services, workerConfig, definition, restarts),
  }
}

/** Connect's RetriableException: thrown by `put`, it has the batch put again. */
export function retriable(cause: unknown): KafkaException {
  return new KafkaException('RetriableException', String(cause))
}
