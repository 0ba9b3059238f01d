/** The whole deployment is stopped until its offsets have expired. */
import type { Fate, FaultFacts, Injection } from './fault.ts'
import { runningInstances } from './running-instances.ts'

/** All processes are about to stop; one that is frozen ends, and nobody is told. */
export const offsetExpiryFate = 'stops' satisfies Fate

/** What is said of it. */
export const offsetExpiry = {
  name: 'offset-expiry',
  summary: 'The whole group is down for longer than offsets.retention.minutes.',
  heading: 'expiry',
  sentence: 'committed offsets expire',
  reason: 'The offsets of a group without members expire (offsets.retention.minutes).',
  place: 'offsets',
  fate: offsetExpiryFate,
  loses: 'offsets',
  resets: true,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: false,
    log: false,
    offsets: true,
    offsetsLog: false,
    coordinator: false,
    processes: true,
    everyProcess: true,
    handlers: false,
    network: false,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const offsetExpiryInjection: Injection = {
  targets: (world, processes) => {
    if (world.outage) return []
    return [
      {
        member: null,
        inject: (announce) => {
          announce('all members stop')
          world.outage = true
          for (const instance of runningInstances(world, true)) {
            if (instance.status === 'frozen') processes.kill(world, instance)
            else processes.askToStop(world, instance)
          }
        },
      },
    ]
  },
}
