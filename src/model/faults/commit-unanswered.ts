/** A commit is applied, and its answer is lost. */
import { apply, leaveBehind } from '../network/network.ts'
import { clientGivesUp, commitTargets, isCommitInFlight } from './commits-in-flight.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const commitUnanswered = {
  name: 'commit-unanswered',
  summary: 'A commit is applied, but its answer is lost.',
  heading: 'unanswered',
  sentence: 'loses the answer to a commit',
  reason:
    'The coordinator applies the commit, but its answer is lost: to the client that looks ' +
    'the same as a commit that never arrived.',
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
export const commitUnansweredInjection: Injection = {
  possible: isCommitInFlight,
  targets: (world) =>
    commitTargets(world, (message, announce, choices) => {
      const duplicate = leaveBehind(world, message, world.now, true)
      clientGivesUp(world, message, announce, choices)
      apply(world, duplicate)
    }),
}
