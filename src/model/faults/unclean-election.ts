/** A partition's leader moves to a replica that lacks the last records. Source: reference A.10. */
import { detailQuestion } from '../choices.ts'
import { uncleanElection as electUnclean } from '../cluster/leaders.ts'
import type { FaultFacts, Injection } from './fault.ts'
import { partitionsRead } from './partitions-read.ts'

/** What is said of it. */
export const uncleanElection = {
  name: 'unclean-election',
  summary: 'A partition leader moves to a replica that lacks records.',
  heading: 'unclean',
  sentence: 'an unclean leader is elected',
  reason: 'A replica that had not caught up leads the partition: acknowledged records are gone.',
  place: 'partition',
  fate: null,
  loses: 'records',
  resets: true,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: true,
    log: true,
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
export const uncleanElectionInjection: Injection = {
  targets: (world) =>
    partitionsRead(world)
      .filter((log) => log.logEnd > log.logStart && log.replicas.length > 1)
      .map((log) => ({
        member: null,
        inject: (announce, choices) => {
          const below = log.logEnd - 1 - choices.choose(log.logEnd - log.logStart, detailQuestion)
          announce(`${log.topic}-${log.partition} is cut back to ${below}`)
          electUnclean(world.cluster, world.ports, log, below)
        },
      })),
}
