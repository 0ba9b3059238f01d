/** The registry: every strategy that ships, in the order in which lists and tables show them. */
import { connectStrategies } from './connect/all.ts'
import { faultyStrategies } from './faulty/all.ts'
import { kafkaConsumerStrategies } from './kafka-consumer/all.ts'
import { kafkajsStrategies } from './kafkajs/all.ts'
import { sparkStrategies } from './spark/all.ts'
import { springStrategies } from './spring-kafka/all.ts'
import type { AnyStrategy, Family } from './strategy.ts'

/** A strategy as the registry knows it. */
export interface ShippedStrategy {
  readonly strategy: AnyStrategy
  readonly family: Family
  /** A known bug, kept on purpose. */
  readonly faulty: boolean
}

/** All of them. */
export const strategies: readonly ShippedStrategy[] = [
  ...shipped('kafka-consumer', kafkaConsumerStrategies),
  ...shipped('spring-kafka', springStrategies),
  ...shipped('connect', connectStrategies),
  ...shipped('spark', sparkStrategies),
  ...shipped('kafkajs', kafkajsStrategies),
  ...shipped('faulty', faultyStrategies),
]

function shipped(family: Family, members: readonly AnyStrategy[]): ShippedStrategy[] {
  return members.map((strategy) => ({ strategy, family, faulty: family === 'faulty' }))
}
