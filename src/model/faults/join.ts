/** One more process starts. */
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const join = {
  name: 'join',
  summary: 'A new member arrives.',
  heading: 'join',
  sentence: 'a new member arrives',
  reason: 'A new member makes the group rebalance: partitions move while work is under way.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: true,
    everyProcess: false,
    handlers: false,
    network: false,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const joinInjection: Injection = {
  possible: () => true,
  targets: (world, processes) => [
    {
      member: null,
      inject: (announce) => {
        announce('')
        processes.startOneMore(world)
      },
    },
  ],
}
