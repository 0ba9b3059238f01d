/** A commit waits at the broker, on a connection that the client has given up. */
import { leaveBehind } from '../network/network.ts'
import { clientGivesUp, commitTargets, isCommitInFlight } from './commits-in-flight.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const commitDelayed = {
  name: 'commit-delayed',
  summary: 'A commit waits at the broker on a broken connection and is applied late.',
  heading: 'delayed',
  sentence: 'has a commit held up at the broker',
  reason:
    'The request waits on a connection that the client has given up: it is applied late, ' +
    'after whatever was committed meanwhile.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: ['commit-sent'],
  needs: 'commits',
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
    commits: true,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const commitDelayedInjection: Injection = {
  possible: isCommitInFlight,
  targets: (world) =>
    commitTargets(world, (message, announce, choices) => {
      const late = 2 * world.settings['request.timeout.ms']
      leaveBehind(world, message, world.now + late, true)
      clientGivesUp(world, message, announce, choices)
    }),
}
