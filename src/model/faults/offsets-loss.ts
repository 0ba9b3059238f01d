/**
 * The offsets topic loses its replicas: everything, or all after some entry.
 *
 * Source: reference A.11.
 */
import { detailQuestion } from '../choices.ts'
import { loseOffsets } from '../cluster/offsets-failover.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const offsetsLoss = {
  name: 'offsets-loss',
  summary: 'The replicas of __consumer_offsets are lost or truncated.',
  heading: 'offsets-loss',
  sentence: 'replicas of __consumer_offsets are lost',
  reason:
    'All replicas of __consumer_offsets that were in sync are lost: commits that had been ' +
    'acknowledged fall back or vanish.',
  place: 'offsets',
  fate: null,
  loses: 'offsets',
  resets: true,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: false,
    log: false,
    offsets: true,
    offsetsLog: true,
    coordinator: true,
    processes: false,
    everyProcess: false,
    handlers: false,
    network: false,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const offsetsLossInjection: Injection = {
  targets: (world) => {
    const entries = world.cluster.offsets.log.length
    if (entries === 0) return []
    return [
      {
        member: null,
        inject: (announce, choices) => {
          const left = choices.choose(entries, detailQuestion)
          announce(
            left === 0 ? 'nothing survives' : `the first ${left} of ${entries} entries survive`,
          )
          loseOffsets(world.cluster, world.ports, left)
        },
      },
    ]
  },
}
