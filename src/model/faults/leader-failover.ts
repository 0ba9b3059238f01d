/** A partition's leader moves to an in-sync replica. Source: reference A.9, A.10. */
import { detailQuestion } from '../choices.ts'
import { moveLeader, moveLeaderWithoutTail } from '../cluster/leaders.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const leaderFailover = {
  name: 'leader-failover',
  summary: 'A partition leader moves to an in-sync replica.',
  heading: 'leader',
  sentence: 'a partition leader moves',
  reason: 'Another replica leads the partition; clients find out when they ask again.',
  place: 'partition',
  fate: null,
  loses: null,
  resets: false,
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
export const leaderFailoverInjection: Injection = {
  targets: (world) =>
    world.cluster.partitions
      .filter((log) => log.inSync.length > 1)
      .map((log) => ({
        member: null,
        inject: (announce, choices) => {
          const { cluster, ports } = world
          const at = log.inSync.indexOf(log.leader)
          const broker = log.inSync[(at + 1) % log.inSync.length] ?? log.leader
          const place = `${log.topic}-${log.partition} to broker ${broker}`
          if (log.unreplicated > 0 && choices.choose(2, detailQuestion) === 0) {
            announce(`${place}, which had not copied the last ${log.unreplicated}`)
            return moveLeaderWithoutTail(cluster, ports, log, broker)
          }
          const mayBeLate = log.unreplicated === 0 && log.highWatermark > log.logStart
          const late = mayBeLate ? choices.choose(2, detailQuestion) : 0
          announce(late === 0 ? place : `${place}, which learned of the last record late`)
          moveLeader(cluster, ports, log, broker, log.highWatermark - late)
        },
      })),
}
