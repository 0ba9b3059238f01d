/**
 * The external store: a transactional table with results and, per partition, one offset.
 *
 * Behaviour: a commit writes results and offsets together or not at all; with expected offsets
 * only if the stored ones still are these (a conditional write), else StoreConflictException. It
 * knows nothing of groups or generations, so a zombie may write unless a condition stops it. It can
 * fail before it has written, or after, which its caller cannot tell apart (StoreException).
 * Left out: isolation between transactions (each commit is one atomic step), several tables.
 * Source: reference D (own store), F 11; the KafkaConsumer javadoc, "storing offsets outside
 * Kafka".
 */

import { KafkaException } from '../errors.ts'
import type { Instance, Task } from '../instance/instance.ts'
import type { StoreOp } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import type { Offsets, TopicPartition } from '../topic-partition.ts'
import type { StoredOffset, World } from '../world.ts'

/** One step of a store operation: it ends at once, well or badly. */
export function storeStep(world: World, instance: Instance, task: Task, op: StoreOp): void {
  const fault = task.fault
  task.fault = 0
  if (fault === 1) return storeFailed(world, instance, task, op)
  const conflict = act(world, instance, op)
  if (conflict !== null) return fail(world, instance, task, conflict)
  if (fault === 2) return storeFailed(world, instance, task, null)
  const value = op.op === 'store-load-offsets' ? load(world, op.partitions) : undefined
  resume(world, instance, task, value)
}

/** `op` null: it was done, and only its answer is lost. */
function storeFailed(world: World, instance: Instance, task: Task, op: StoreOp | null): void {
  const error = 'StoreException'
  world.emit({ kind: 'store-failed', time: world.now, member: instance.name, error })
  if (op?.op === 'store-commit') abort(world, instance, op.transaction.transaction, 'store failure')
  fail(world, instance, task, new KafkaException(error, 'the store failed'))
}

function act(world: World, instance: Instance, op: StoreOp): KafkaException | null {
  switch (op.op) {
    case 'store-commit':
      return commit(world, instance, op)
    case 'store-rollback':
      abort(world, instance, op.transaction.transaction, 'rollback')
      return null
    case 'store-save-offsets':
      save(world, instance, op.offsets, null)
      return null
    default:
      return null
  }
}

function commit(
  world: World,
  instance: Instance,
  op: Extract<StoreOp, { op: 'store-commit' }>,
): KafkaException | null {
  const { transaction } = op.transaction
  const info = world.transactions[transaction]
  if (info?.status !== 'open' || info.of !== 'store') {
    return new KafkaException('IllegalStateException', 'the store transaction is not open')
  }
  for (const { topic, partition, offset } of op.expected ?? []) {
    if (stored(world, topic, partition).offset === offset) continue
    abort(world, instance, transaction, 'conflict')
    const text = `the store no longer says ${offset} for ${topic}-${partition}`
    return new KafkaException('StoreConflictException', text)
  }
  save(world, instance, op.offsets, transaction)
  info.status = 'committed'
  const member = instance.name
  world.emit({ kind: 'transaction-committed', time: world.now, member, transaction })
  return null
}

function abort(world: World, instance: Instance, transaction: number, reason: string): void {
  const info = world.transactions[transaction]
  if (info?.status !== 'open') return
  info.status = 'aborted'
  const member = instance.name
  world.emit({ kind: 'transaction-aborted', time: world.now, member, transaction, reason })
}

function save(
  world: World,
  instance: Instance,
  offsets: Offsets,
  transaction: number | null,
): void {
  for (const { topic, partition, offset } of offsets) {
    stored(world, topic, partition).offset = offset
    const member = instance.name
    const time = world.now
    world.emit({ kind: 'store-saved', time, member, topic, partition, offset, transaction })
  }
}

function load(world: World, partitions: readonly TopicPartition[]): Offsets {
  return partitions.map(({ topic, partition }) => {
    const { offset } = stored(world, topic, partition)
    return { topic, partition, offset }
  })
}

function stored(world: World, topic: string, partition: number): StoredOffset {
  for (const entry of world.store.offsets) {
    if (entry.partition === partition && entry.topic === topic) return entry
  }
  const entry = { topic, partition, offset: 0 }
  world.store.offsets.push(entry)
  return entry
}
