/** Operations that only touch the process itself: answered at once, without a step of the world. */

import { pausedPartitions, pausePartitions } from '../consumer/pausing.ts'
import { seek, seekToEnd } from '../consumer/seek.ts'
import { assignPartitionsByHand, subscribe } from '../consumer/subscribe.ts'
import { KafkaException } from '../errors.ts'
import { groupId } from '../group-id.ts'
import { beginTransaction } from '../producer/begin.ts'
import { beginStoreTransaction } from '../store/store.ts'
import type { World } from '../world.ts'
import type { Instance, Task } from './instance.ts'
import type { Op } from './ops.ts'
import { startTask } from './task.ts'

/** Whether the operation is answered at once. */
export function isLocal(instance: Instance, op: Op): boolean {
  switch (op.op) {
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
      return true
    case 'close':
      return instance.consumer.closed
    case 'wait-until':
      return op.ready()
    default:
      return false
  }
}

/** The answer of a local operation; throws what the client would throw. */
export function answerLocally(world: World, instance: Instance, task: Task, op: Op): unknown {
  const consumer = instance.consumer
  task.pending = null
  switch (op.op) {
    case 'subscribe':
      return subscribe(instance, op.topics, op.listener)
    case 'assign':
      return assignPartitionsByHand(world, instance, op.partitions)
    case 'assignment':
      return consumer.partitions.map(({ topic, partition }) => ({ topic, partition }))
    case 'seek':
      return seek(world, instance, op.partition, op.offset)
    case 'seek-to-beginning':
      return seekToEnd(consumer, op.partitions, 'earliest')
    case 'seek-to-end':
      return seekToEnd(consumer, op.partitions, 'latest')
    case 'pause':
      return pausePartitions(consumer, op.partitions, true)
    case 'resume':
      return pausePartitions(consumer, op.partitions, false)
    case 'paused':
      return pausedPartitions(consumer)
    case 'wakeup':
      consumer.wakeup = true
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
        topic: op.record.topic,
        partition: op.record.partition,
        offset: op.record.offset,
      })
      return undefined
    case 'fork':
      startTask(world, instance, op.body())
      return undefined
    case 'now':
      return world.now
    case 'stopping':
      return instance.stopping
    case 'close':
    case 'wait-until':
      return undefined
    default:
      throw new KafkaException('IllegalStateException', `${op.op} is not a local operation`)
  }
}
