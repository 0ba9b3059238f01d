/** What strategies need besides the consumer. */
import { strategies } from '../../../src/strategies/all.ts'
import type { StrategyFacts } from '../../../src/strategies/strategy.ts'

/** A store, transactions. */
export function needs(name: string): NonNullable<StrategyFacts['uses']> {
  return strategies.find(({ strategy }) => strategy.name === name)?.strategy.uses ?? []
}

const needWords = {
  store: 'a store with transactions',
  transactions: 'transactions of Kafka',
} as const

/** What one needs that another one does not, as words. */
export function neededBesides(name: string, than: string): readonly string[] {
  return needs(name)
    .filter((need) => !needs(than).includes(need))
    .map((need) => needWords[need])
}
