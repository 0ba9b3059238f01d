/**
 * A handler takes too long. What that means is the client's: the Java client leaves the group when
 * `max.poll.interval.ms` is over, kafkajs sends no heartbeat while a handler works.
 */
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const slowHandler = {
  name: 'slow-handler',
  summary: 'A handler takes longer than max.poll.interval.ms.',
  heading: 'slow',
  sentence: 'handles a record for too long',
  reason:
    'poll() is not called for longer than max.poll.interval.ms: the consumer leaves the ' +
    'group while its handler still works on the record.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: ['processing', 'effect-left'],
  needs: 'nothing',
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
export const slowHandlerInjection: Injection = {
  targets: (world, processes) => processes.slowHandlers(world),
}
