/** When a timed run may end: the event is over, or nothing is left to deliver. */
import { readableEnd } from '../../model/cluster/read-partition.ts'
import { findAssigned } from '../../model/consumer/consumer-state.ts'
import type { World } from '../../model/world.ts'
import { type Disturbances, isMember } from './disturbances.ts'
import type { RunCounts } from './run-counts.ts'

/** Milliseconds after the last fault until the least of events is over: late answers have come. */
const episodeMinMs = 10_000

/** Whether the event is over: everybody is back in the group, and the backlog as it was. */
export function isSettled(world: World, { open }: Disturbances, counts: RunCounts): boolean {
  if (open > 0 || counts.recoveredAt === null) return false
  if (world.now < counts.injectedAt + episodeMinMs) return false
  return world.slots.every(({ index }) => isMember(world, index))
}

/** Whether every record has had its effect, or can have none any more: all wait in poll. */
export function isDrained(world: World, { backlog }: RunCounts): boolean {
  if (!world.slots.every(({ index }) => isMember(world, index))) return false
  if (backlog === 0) return true
  for (const { tasks } of world.running) {
    for (const { pending } of tasks) {
      if (pending !== null && !isIdle(pending.kind)) return false
    }
  }
  return world.cluster.partitions.every((log) => {
    if (log.topic !== world.cluster.topic) return true
    const end = readableEnd(log, world.settings['isolation.level'])
    return world.running.some(({ consumer }) => {
      const assigned = findAssigned(consumer, log.topic, log.partition)
      return assigned !== undefined && assigned.position >= end
    })
  })
}

function isIdle(kind: string): boolean {
  return kind === 'poll' || kind === 'sleep' || kind === 'wait-until' || kind === 'outlive-consumer'
}
