/**
 * beginTransaction.
 *
 * Behaviour: local; nothing is sent until the first record or the first offsets.
 * Left out: nothing that a strategy could see.
 * Source: reference A.13; `TransactionManager.beginTransaction`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { Transaction } from '../instance/ops.ts'
import type { World } from '../world.ts'

/** Begins a transaction; throws if the producer cannot have one now. */
export function beginTransaction(world: World, instance: Instance): Transaction {
  const producer = instance.producer
  if (producer.fenced) throw fencedException('the producer was fenced')
  if (producer.producerId < 0 || producer.transaction >= 0) {
    const text = 'beginTransaction needs initTransactions, and one transaction at a time'
    throw new KafkaException('IllegalStateException', text)
  }
  const transaction = world.transactions.length
  const { producerId, producerEpoch } = producer
  const member = instance.name
  world.transactions.push({ member, of: 'kafka', producerId, producerEpoch, status: 'open' })
  producer.transaction = transaction
  producer.added = false
  producer.failed = false
  const time = world.now
  world.emit({ kind: 'transaction-begun', time, member, transaction, of: 'kafka' })
  return { transaction }
}

/** The fatal error of a producer whose place another one has taken. */
export function fencedException(text: string): KafkaException {
  return new KafkaException('ProducerFencedException', text)
}
