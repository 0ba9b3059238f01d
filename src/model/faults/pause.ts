/** A process freezes past its session; that it goes on is an ordinary action. */
import type { Fate, FaultFacts, Injection } from './fault.ts'
import { hitProcess } from './hit-process.ts'
import { runningProcesses } from './running-instances.ts'

/** Its event is all that the history says of the freeze. */
export const pauseFate = 'freezes' satisfies Fate

/** What is said of it. */
export const pause = {
  name: 'pause',
  summary:
    'A process freezes (garbage collection, virtual machine) past its session timeout, then wakes.',
  heading: 'pause',
  sentence: 'freezes past its session timeout',
  reason:
    'The process is frozen past session.timeout.ms: the coordinator gives its partitions ' +
    'away, and when it wakes up it does not know.',
  place: 'coordinator',
  fate: pauseFate,
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
export const pauseInjection: Injection = {
  possible: (world) => world.running.some(({ status }) => status === 'live'),
  targets: (world, processes) =>
    runningProcesses(world, false).map((instance) => ({
      member: instance.name,
      inject: (announce) => {
        announce('')
        hitProcess(world, 'pause', instance, (one) => processes.freeze(world, one))
      },
    })),
}
