/** A transaction takes too long for its coordinator. Source: reference A.13. */
import { abortTimedOut, ongoingTransactions } from '../transactions/timeout.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const transactionTimeout = {
  name: 'transaction-timeout',
  summary: 'The transaction coordinator aborts a transaction that took too long.',
  heading: 'transaction',
  sentence: 'has its transaction time out',
  reason:
    'The coordinator aborts the transaction (transaction.timeout.ms) and fences its producer.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: 'any',
  needs: 'transactions',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: false,
    everyProcess: false,
    handlers: false,
    network: false,
    commits: false,
    transactions: true,
  },
} as const satisfies FaultFacts

/** What it does. */
export const transactionTimeoutInjection: Injection = {
  targets: (world) =>
    ongoingTransactions(world.cluster).map(({ id }) => ({
      member: null,
      inject: (announce) => {
        announce(id)
        abortTimedOut(world.cluster, world.ports, id)
      },
    })),
}
