/** The beginning of a transaction of the external store, which tells the store nothing yet. */
import type { Instance } from '../instance/instance.ts'
import type { Transaction } from '../instance/ops.ts'
import type { World } from '../world.ts'

/** Begins a transaction of the store. */
export function beginStoreTransaction(world: World, instance: Instance): Transaction {
  const transaction = world.transactions.length
  const member = instance.name
  world.transactions.push({
    member,
    of: 'store',
    producerId: -1,
    producerEpoch: -1,
    status: 'open',
  })
  world.emit({ kind: 'transaction-begun', time: world.now, member, transaction, of: 'store' })
  return { transaction }
}
