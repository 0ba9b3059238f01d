/** The group coordinator moves; what was not replicated may survive. Source: reference A.11. */
import { detailQuestion } from '../choices.ts'
import { moveCoordinator } from '../cluster/offsets-failover.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const coordinatorFailover = {
  name: 'coordinator-failover',
  summary: 'The group coordinator moves to another broker.',
  heading: 'coordinator',
  sentence: 'the group coordinator moves',
  reason: 'Another broker loads the committed offsets and the group.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
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
export const coordinatorFailoverInjection: Injection = {
  targets: (world) => {
    const { offsets, brokers } = world.cluster
    if (brokers < 2 || offsets.loading) return []
    return [
      {
        member: null,
        inject: (announce, choices) => {
          const tail = offsets.log.length - offsets.highWatermark
          const lost = choices.choose(tail + 1, detailQuestion)
          const broker = (offsets.leader + 1) % brokers
          announce(`to broker ${broker}${lost > 0 ? `, ${lost} unreplicated entries vanish` : ''}`)
          moveCoordinator(world.cluster, world.ports, broker, tail - lost)
        },
      },
    ]
  },
}
