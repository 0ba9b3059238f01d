/** In which client or framework a strategy lives; a known bug lives where its cure does. */
import type { StrategyEntry } from '../../../src/search/verdicts/comparison.ts'

/** What a team has chosen before it chooses how to commit. */
export type Framework = 'the Java client' | 'Spring Kafka' | 'Kafka Connect' | 'Spark' | 'kafkajs'

const prefixes: readonly (readonly [string, Framework])[] = [
  ['kafkajs-', 'kafkajs'],
  ['spring-', 'Spring Kafka'],
  ['connect-', 'Kafka Connect'],
  ['spark-', 'Spark'],
]

/** The framework, told by the name. */
export function frameworkOf({ name }: Pick<StrategyEntry, 'name'>): Framework {
  return prefixes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'the Java client'
}
