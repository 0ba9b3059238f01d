/** A DStream of Kafka as a strategy: the user's output function in a driver. */
import type { Stalls, Strategy, StrategyFacts } from '../strategy.ts'
import { type SparkConfig, sparkConfigOf } from './config.ts'
import type { ForeachRDD } from './foreach-rdd.ts'
import { type OffsetsFrom, runStreamingContext } from './streaming-context.ts'

/** An output function, what it is called and claims, and how its stream goes on. */
export interface DirectStreamDefinition extends Omit<StrategyFacts, 'claims'> {
  /** Absent: at-least-once. */
  readonly claims?: StrategyFacts['claims']
  /** Where the stream begins after a restart. */
  readonly offsets: OffsetsFrom
  readonly config?: Partial<SparkConfig>
  readonly foreachRDD: ForeachRDD
}

const stalls: Stalls = {
  under: ['coordinator-failover'],
  because:
    'the first commit after the coordinator has moved fails, and is sent again by nobody: the ' +
    'next batch makes up for it, if there is one',
}

/**
 * The stream with its driver. Throws an Error where the configuration has a name that a run obeys
 * nothing of.
 */
export function directStream(definition: DirectStreamDefinition): Strategy {
  const { claims = 'at-least-once', offsets, config = {}, foreachRDD, ...facts } = definition
  const obeyed = sparkConfigOf('directStream', config, [
    'spark.task.maxFailures',
    'spark.streaming.concurrentJobs',
    'spark.streaming.stopGracefullyOnShutdown',
  ])
  return {
    ...(offsets === 'commitAsync' ? { stalls } : { uses: ['store'] }),
    membersMax: 1,
    ...(obeyed['spark.streaming.stopGracefullyOnShutdown'] ? { wakesOnlyPoll: true } : {}),
    ...facts,
    claims,
    run: (services) => runStreamingContext(services, obeyed, offsets, foreachRDD),
  }
}
