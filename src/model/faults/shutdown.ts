/** A process is asked to stop, as by a deploy. */
import type { Fate, FaultFacts, Injection } from './fault.ts'
import { hitProcess } from './hit-process.ts'
import { runningProcesses } from './running-instances.ts'

/** From its event on the process is about to stop. */
export const shutdownFate = 'stops' satisfies Fate

/** What is said of it. */
export const shutdown = {
  name: 'shutdown',
  summary: 'A process is asked to stop in the middle of its work and closes its consumer.',
  heading: 'shutdown',
  sentence: 'is asked to stop',
  reason: 'The process is asked to stop, as in every deploy, in the middle of its work.',
  place: 'coordinator',
  fate: shutdownFate,
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
export const shutdownInjection: Injection = {
  targets: (world, processes) =>
    runningProcesses(world, false)
      .filter((instance) => !instance.stopping)
      .map((instance) => ({
        member: instance.name,
        inject: (announce) => {
          announce('')
          hitProcess(world, 'shutdown', instance, (one) => {
            if (!one.stopping) processes.askToStop(world, one)
          })
        },
      })),
}
