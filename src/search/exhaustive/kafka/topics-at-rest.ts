/**
 * Reads whose answer nothing can change any more, while topics are at rest: no record is still to
 * come or to be replicated, and no fault is left that moves a leader, a partition or a log. The
 * argument stands in docs/decisions/0015.
 */
import type { Message } from '../../../model/network/message.ts'
import type { Action } from '../../../model/run/action.ts'
import type { World } from '../../../model/world.ts'
import { type Disturbers, mayBeInjected } from './disturbers.ts'

/** Whether what can be read of the topics stays as it is until the storm is over. */
export function areTopicsAtRest(world: World, { reads }: Disturbers): boolean {
  if (world.toProduce.length > 0 || world.outage || world.cluster.offsets.loading) return false
  for (const log of world.cluster.partitions) {
    if (log.highWatermark < log.logEnd) return false
    if (log.upstream.length > 0 || log.transactions.length > 0) return false
  }
  return !mayBeInjected(world, reads)
}

/** Whether the broker takes a request that only reads of topics, leaders and coordinators. */
export function isReadOfTopics({ messages }: World, { kind, detail }: Action): boolean {
  if (kind !== 'apply') return false
  switch (messages[detail]?.api) {
    case 'Fetch':
    case 'ListOffsets':
    case 'OffsetsForLeaderEpoch':
    case 'Metadata':
    case 'FindCoordinator':
      return true
    default:
      return false
  }
}

/** Whether the message is a fetch that nobody but its own process can get answered at rest. */
export function isIdleFetch({ api, status }: Message): boolean {
  return api === 'Fetch' && status === 'held'
}
