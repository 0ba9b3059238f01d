/** A query of Structured Streaming as a strategy: the user's `foreachBatch` in a driver. */
import type { Strategy, StrategyFacts } from '../strategy.ts'
import { type SparkConfig, sparkConfigOf } from './config.ts'
import { type ForeachBatch, runQuery } from './micro-batches.ts'

/** A function for batches, what it is called and claims. */
export interface StructuredStreamDefinition extends Omit<StrategyFacts, 'claims'> {
  /** Absent: at-least-once. */
  readonly claims?: StrategyFacts['claims']
  readonly config?: Pick<Partial<SparkConfig>, 'spark.task.maxFailures'>
  /** Whether its application, asked to stop, first lets its batch end; absent: it does not. */
  readonly stopsBetweenBatches?: boolean
  readonly foreachBatch: ForeachBatch
}

/**
 * The query with its driver. Throws an Error where the configuration has a name that a run obeys
 * nothing of.
 */
export function structuredStream(definition: StructuredStreamDefinition): Strategy {
  const { config = {}, stopsBetweenBatches = false, foreachBatch, ...others } = definition
  const { claims = 'at-least-once', ...facts } = others
  const obeyed = sparkConfigOf('structuredStream', config, ['spark.task.maxFailures'])
  return {
    uses: ['store'],
    membersMax: 1,
    reprocessingMax: (settings) => settings['max.poll.records'],
    ...(stopsBetweenBatches ? { wakesOnlyPoll: true } : {}),
    ...facts,
    claims,
    run: (services) =>
      runQuery(services, obeyed['spark.task.maxFailures'], stopsBetweenBatches, foreachBatch),
  }
}
