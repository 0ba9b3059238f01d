/** The external store fails, before it has written or after. */
import { detailQuestion } from '../choices.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const storeFailure = {
  name: 'store-failure',
  summary: 'The external store fails.',
  heading: 'store',
  sentence: 'has its store fail',
  reason: 'The external store refuses a write.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  // A call of the store is told by the history when it has ended.
  phases: [],
  needs: 'store',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: false,
    everyProcess: false,
    handlers: true,
    network: false,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const storeFailureInjection: Injection = {
  targets: (world, processes) =>
    processes.storeCalls(world).map(({ member, fail }) => ({
      member,
      inject: (announce, choices) => {
        const hasWritten = choices.choose(2, detailQuestion) === 1
        announce(hasWritten ? 'after it wrote' : 'before it wrote')
        fail(hasWritten)
      },
    })),
}
