/**
 * Whether something must be achieved before a run can have nothing left to do (`isQuiescent`).
 *
 * Until then it does not matter who has polled in vain since the last progress: the next progress
 * makes all of these polls forgotten. The argument stands in docs/decisions/0015.
 */
import type { Instance } from '../../../model/instance/instance.ts'
import type { World } from '../../../model/world.ts'

/** Whether no continuation of the storm is quiet before the next progress. */
export function owesProgress(
  world: Pick<World, 'slots' | 'instances' | 'poisoned' | 'transactions'>,
): boolean {
  // A poisoned record fails, and so may what is part of a transaction.
  const mayFail = world.poisoned.length > 0 || world.transactions.length > 0
  for (const slot of world.slots) {
    const instance = world.instances[slot.instance]
    if (slot.givenUp || instance === undefined) continue
    if (mustJoin(instance)) return true
    if (!mayFail && mustFinish(instance)) return true
  }
  return false
}

/** Whether its slot has no idle process before one of it takes partitions over. */
function mustJoin({ status, consumer, tasks }: Instance): boolean {
  if (status !== 'live' && status !== 'frozen') return true
  // Its consumer is dead, and it waits for nothing but its own end.
  if (tasks[0]?.pending?.kind === 'outlive-consumer') return false
  switch (consumer.mode) {
    case 'assigned':
      return false
    case 'none':
      return tasks.every(({ blocked, pending }) => !blocked || pending?.kind !== 'poll')
    default:
      if (consumer.membership !== 'stable' || consumer.rejoinNeeded) return true
      return consumer.newAssignment !== null && consumer.complete < 2
  }
}

/** Whether a record is being processed that nothing keeps from being finished. */
function mustFinish({ tasks }: Instance): boolean {
  return tasks.some(({ pending, fault }) => pending?.kind === 'process' && fault === 0)
}
