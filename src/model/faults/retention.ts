/**
 * Old records are deleted; those that a new leader does not yet know to be replicated are not.
 *
 * Source: reference A.12.
 */
import { detailQuestion } from '../choices.ts'
import { deleteBelow } from '../cluster/retention.ts'
import type { FaultFacts, Injection } from './fault.ts'
import { partitionsRead } from './partitions-read.ts'

/** What is said of it. */
export const retention = {
  name: 'retention',
  summary: 'Old records are deleted: the log start moves up.',
  heading: 'retention',
  sentence: 'old records are deleted',
  reason: 'Retention deletes records whether or not anybody has read them.',
  place: 'partition',
  fate: null,
  loses: 'records',
  resets: true,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: false,
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
export const retentionInjection: Injection = {
  targets: (world) =>
    partitionsRead(world)
      .filter((log) => log.highWatermark > log.logStart)
      .map((log) => ({
        member: null,
        inject: (announce, choices) => {
          const below =
            log.logStart + 1 + choices.choose(log.highWatermark - log.logStart, detailQuestion)
          announce(`${log.topic}-${log.partition} below ${below}`)
          deleteBelow(world.cluster, world.ports, log, below)
        },
      })),
}
