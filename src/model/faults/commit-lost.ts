/** The coordinator never sees a commit. */
import { clientGivesUp, commitTargets, isCommitInFlight } from './commits-in-flight.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const commitLost = {
  name: 'commit-lost',
  summary: 'A commit request is lost before the coordinator sees it.',
  heading: 'lost',
  sentence: 'loses a commit request',
  reason: 'The request never reaches the coordinator, and the client cannot know that.',
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
export const commitLostInjection: Injection = {
  possible: isCommitInFlight,
  targets: (world) =>
    commitTargets(world, (message, announce, choices) =>
      clientGivesUp(world, message, announce, choices),
    ),
}
