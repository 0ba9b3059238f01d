/**
 * When a run has nothing left to do: every record is produced and handed out, every process waits
 * for more at the end of its partitions, no handler runs, what can be committed is committed, and
 * no timer of the service's own is about to fire.
 */
import { committedOffset } from '../../model/cluster/offsets-topic.ts'
import type { PartitionLog } from '../../model/cluster/partition-log.ts'
import { readableEnd } from '../../model/cluster/read-partition.ts'
import { groupId } from '../../model/scenario.ts'
import { lastUnsettledAt } from './settled.ts'
import type { Simulation } from './simulation.ts'

/** So long a settled group may have achieved nothing where something is left uncommitted. */
const idleMs = 11_000

/** Whether nothing is left to do. */
export function isQuiescent(simulation: Simulation): boolean {
  const { world, apps, progressAt } = simulation
  // A storm may end in the middle of a rebalance, so that the last records meet it.
  const unsettledAt = world.phase === 'calm' ? lastUnsettledAt(simulation) : 0
  if (world.toProduce.length > 0 || world.outage) return false
  for (const slot of world.slots) {
    const instance = world.instances[slot.instance]
    if (slot.givenUp || instance === undefined) continue
    if (instance.status !== 'live' || instance.stopping) return false
  }
  if (apps.some(({ handlers }) => handlers.length > 0)) return false
  if (world.messages.some(({ api, connection }) => api === 'OffsetCommit' && connection >= 0)) {
    return false
  }
  const logs = world.cluster.partitions.filter(({ topic }) => topic === world.scenario.topic)
  if (!logs.every((log) => isReadToItsEnd(simulation, log))) return false
  if (world.now - Math.max(progressAt, unsettledAt) >= idleMs) return true
  // What a service has put off, its own timer may be there to do.
  if (apps.some(({ timers }) => timers.hasOfService(idleMs))) return false
  return logs.every((log) => isCommitted(simulation, log))
}

/** Somebody asks for what comes after the end, or is just told that there is nothing. */
function isReadToItsEnd({ world }: Simulation, log: PartitionLog): boolean {
  for (const { request, connection } of world.messages) {
    if (request.api !== 'Fetch' || connection < 0) continue
    for (const { topic, partition, offset } of request.partitions) {
      if (partition !== log.partition || topic !== log.topic) continue
      if (offset >= readableEnd(log, request.isolation)) return true
    }
  }
  return false
}

function isCommitted({ world }: Simulation, log: PartitionLog): boolean {
  const committed = committedOffset(world.cluster, groupId, log.topic, log.partition) ?? -1
  const last = log.records.slice().findLast(({ type }) => type === 'data')
  return last === undefined || committed > last.offset
}
