/**
 * Processing a record: started, effect, returned, each a step of its own, so that a crash, a
 * rebalance or a failure can fall between any two of them.
 */

import { originOf } from '../cluster/origin.ts'
import { KafkaException } from '../errors.ts'
import { addPartitionsToTransaction } from '../producer/add-partitions.ts'
import type { World } from '../world.ts'
import type { Instance, Pending, Task } from './instance.ts'
import type { ConsumerRecord, Transaction } from './ops.ts'
import { fail, resume } from './task.ts'

/** Half of the nominal time that a handler takes, in milliseconds. */
const halfMs = 500

interface ProcessOp {
  readonly record: ConsumerRecord
  readonly transaction: Transaction | null
}

/** Phase 0: start. 1: effect. 2: return. */
export function processStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  op: ProcessOp,
): void {
  const { topic, partition, offset } = op.record
  const time = world.now
  const member = instance.name
  if (pending.phase === 0) {
    world.emit({ kind: 'processing-started', time, member, topic, partition, offset })
    pending.phase = 1
    task.due = time + halfMs
    return
  }
  if (task.fault !== 0 || isPoisoned(world, op.record)) return failed(world, instance, task, op)
  if (pending.phase === 1) {
    if (!addPartitionsToTransaction(world, instance, task, op.transaction)) return
    const transaction = op.transaction === null ? null : op.transaction.transaction
    world.emit({ kind: 'effect', time, member, topic, partition, offset, transaction })
    pending.phase = 2
    task.due = time + halfMs
    return
  }
  world.emit({ kind: 'processing-done', time, member, topic, partition, offset })
  world.progress++
  resume(world, instance, task, undefined)
}

function failed(world: World, instance: Instance, task: Task, op: ProcessOp): void {
  task.fault = 0
  const { topic, partition, offset } = op.record
  const error = 'HandlerError'
  world.emit({
    kind: 'processing-failed',
    time: world.now,
    member: instance.name,
    topic,
    partition,
    offset,
    error,
  })
  const where = `${topic}-${partition}@${offset}`
  fail(world, instance, task, new KafkaException(error, `the handler failed for ${where}`))
}

/** What is poisoned is the contents, which a copy has, too. */
function isPoisoned(world: World, record: ConsumerRecord): boolean {
  const { poisoned } = world
  if (poisoned.length === 0) return false
  const { topic, partition, offset } = originOf(world.cluster, record)
  for (let i = 0; i < poisoned.length; i++) {
    const bad = poisoned[i]
    if (
      bad !== undefined &&
      bad.offset === offset &&
      bad.partition === partition &&
      bad.topic === topic
    ) {
      return true
    }
  }
  return false
}
