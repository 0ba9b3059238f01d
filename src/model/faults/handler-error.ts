/** The handler throws once, before or after its effect. */
import type { FaultFacts, Injection } from './fault.ts'
import { recordTargets } from './record-targets.ts'

/** What is said of it. */
export const handlerError = {
  name: 'handler-error',
  summary: 'The handler throws once.',
  heading: 'error',
  sentence: 'has a handler that throws once',
  reason: 'The handler throws; what happens to the record is up to the strategy.',
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
export const handlerErrorInjection: Injection = {
  targets: (world, processes) =>
    recordTargets(processes.recordsInWork(world, 'until-it-returns'), (work) => work.fail()),
}
