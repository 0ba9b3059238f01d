/** The topic gets another partition, and records in it. */
import { addPartition } from '../cluster/add-partition.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const partitionAdded = {
  name: 'partition-added',
  summary: 'The topic gets another partition.',
  heading: 'partition',
  sentence: 'the topic gets another partition',
  reason: 'Nobody reads a new partition before the next refresh of metadata.',
  place: 'partition',
  fate: null,
  loses: null,
  resets: true,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: true,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: false,
    everyProcess: false,
    handlers: false,
    network: false,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const partitionAddedInjection: Injection = {
  targets: (world) => [
    {
      member: null,
      inject: (announce) => {
        const log = addPartition(world.cluster, world.scenario.topic)
        announce(`${log.topic}-${log.partition}`)
        world.toProduce.unshift(log.partition, log.partition)
      },
    },
  ],
}
