/** What strategies need besides the consumer, as words. */
import { needs } from './instead.ts'

const needWords = {
  store: 'a store with transactions',
  transactions: 'transactions of Kafka',
} as const

/** To follow the claim in a sentence; empty: it needs nothing. */
export function needText(name: string): string {
  const needed = needs(name).map((need) => needWords[need])
  return needed.length === 0 ? '' : ` and needs ${needed.join(' and ')}`
}
