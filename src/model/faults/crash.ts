/** A process is killed: nothing more of it runs, not even a `finally`. */
import { remove } from '../network/network.ts'
import type { Fate, FaultFacts, Injection } from './fault.ts'
import { hitProcess } from './hit-process.ts'
import { runningProcesses } from './running-instances.ts'

/** Its event is its end: the history has no other. */
export const crashFate = 'ends' satisfies Fate

/** What is said of it. */
export const crash = {
  name: 'crash',
  summary: 'A process is killed; it runs nothing more, and what it had sent may still arrive.',
  heading: 'crash',
  sentence: 'crashes',
  reason:
    'The process is killed: no finally block, no listener and no last commit runs. What it ' +
    'had sent is still on its way, and it stays a member until its session times out.',
  place: 'coordinator',
  fate: crashFate,
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
export const crashInjection: Injection = {
  possible: (world) => world.running.length > 0,
  targets: (world, processes) =>
    runningProcesses(world, true).map((instance) => ({
      member: instance.name,
      inject: (announce, choices) => {
        const lost = processes.unsent(world, instance, choices)
        const names = lost.map(({ api }) => api).join(' and ')
        announce(names === '' ? '' : `before its ${names} left it`)
        for (const message of lost) remove(world, message)
        hitProcess(world, 'crash', instance, (one) => processes.kill(world, one))
      },
    })),
}
