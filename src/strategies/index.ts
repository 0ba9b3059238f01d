/**
 * `ackurate/strategies`: every strategy that ships, by its name, by family and all together, to be
 * put to a test, compared with one's own, or read. What stands under `faulty/` is a known bug, kept
 * on purpose.
 */
export { type ShippedStrategy, strategies } from './all.ts'
export * from './connect/all.ts'
export * from './faulty/all.ts'
export * from './kafka-consumer/all.ts'
export * from './kafkajs/all.ts'
export * from './spark/all.ts'
export * from './spring-kafka/all.ts'
export type { AnyStrategy, Claim, Family, Strategy, StrategyFacts } from './strategy.ts'
