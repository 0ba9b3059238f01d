/** Operations that only touch the process itself: answered at once, without a step of the world. */

import { pausedPartitions, pausePartitions } from '../consumer/pausing.ts'
import { seek, seekToEnd } from '../consumer/seek.ts'
import { assignPartitionsByHand, subscribe } from '../consumer/subscribe.ts'
import { KafkaException } from '../errors.ts'
import type { FaultName } from '../faults/all.ts'
import { beginTransaction } from '../producer/begin.ts'
import { isFlushed } from '../producer/sending.ts'
import { groupId } from '../scenario.ts'
import { beginStoreTransaction } from '../store/begin.ts'
import type { World } from '../world.ts'
import type { Instance, Pending } from './instance.ts'
import { letLookUp, stopSiblings } from './stopping.ts'

/** Whether the operation is answered at once. */
export function isLocal(world: World, instance: Instance, pending: Pending): boolean {
  switch (pending.kind) {
    // Only a stop makes a difference there.
    case 'poll-returned':
      return instance.stopping || !mayStop(world)
    case 'subscribe':
    case 'assign':
    case 'assignment':
    case 'seek':
    case 'seek-to-beginning':
    case 'seek-to-end':
    case 'pause':
    case 'resume':
    case 'paused':
    case 'wakeup':
    case 'group-metadata':
    case 'begin-transaction':
    case 'store-begin':
    case 'skip':
    case 'fork':
    case 'now':
    case 'stopping':
    case 'stop-siblings':
      return true
    case 'close':
      return instance.consumer.closed
    case 'flush':
      return isFlushed(instance)
    case 'wait-until':
      return pending.op.ready()
    default:
      return false
  }
}

/** Whether somebody may still be asked to stop. */
function mayStop({ faultsLeft, faultsAllowed }: World): boolean {
  return faultsLeft > 0 && faultsAllowed.includes(shutdown)
}

const shutdown = 'shutdown' satisfies FaultName

/** The answer of a local operation, but of `fork`; throws what the client would throw. */
export function answerLocally(world: World, instance: Instance, pending: Pending): unknown {
  const consumer = instance.consumer
  switch (pending.kind) {
    case 'subscribe':
      return subscribe(world, instance, pending.op.topics, pending.op.listener)
    case 'assign':
      return assignPartitionsByHand(world, instance, pending.op.partitions)
    case 'assignment':
      return consumer.partitions.map(({ topic, partition }) => ({ topic, partition }))
    case 'seek':
      return seek(world, instance, pending.op.partition, pending.op.offset)
    case 'seek-to-beginning':
      return seekToEnd(world, instance, pending.op.partitions, 'beginning')
    case 'seek-to-end':
      return seekToEnd(world, instance, pending.op.partitions, 'end')
    case 'pause':
      return pausePartitions(world, instance, pending.op.partitions, true)
    case 'resume':
      return pausePartitions(world, instance, pending.op.partitions, false)
    case 'paused':
      return pausedPartitions(consumer)
    case 'poll-returned':
      return undefined
    case 'wakeup':
      consumer.wakeup = true
      letLookUp(world, instance)
      return undefined
    case 'group-metadata':
      return {
        groupId,
        generationId: consumer.toldGeneration,
        memberId: consumer.toldMemberId,
        groupInstanceId: consumer.groupInstanceId,
      }
    case 'begin-transaction':
      return beginTransaction(world, instance)
    case 'store-begin':
      return beginStoreTransaction(world, instance)
    case 'skip':
      world.emit({
        kind: 'processing-skipped',
        time: world.now,
        member: instance.name,
        topic: pending.op.record.topic,
        partition: pending.op.record.partition,
        offset: pending.op.record.offset,
      })
      return undefined
    case 'now':
      return world.now
    case 'stopping':
      return instance.stopping
    case 'stop-siblings':
      return stopSiblings(world, instance, true)
    case 'close':
    case 'flush':
    case 'wait-until':
      return undefined
    default:
      throw new KafkaException('IllegalStateException', `${pending.kind} is not a local operation`)
  }
}
