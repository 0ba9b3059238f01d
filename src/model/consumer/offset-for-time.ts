/**
 * offsetsForTimes, of one partition: the first record that is not older than a time.
 *
 * Behaviour: asks the leader with ListOffsets; waits; asks again, for new metadata first, where the
 * leader has moved or cannot tell yet. A partition without such a record has no answer. A negative
 * time is an IllegalArgumentException.
 * Left out: requests to several leaders at once (partitions are asked one after the other); the
 * answer's leader epoch; partitions that do not exist; the time-out.
 * Source: reference A.9; `ClassicKafkaConsumer.offsetsForTimes`,
 * `OffsetFetcher.fetchOffsetsByTimes`, `OffsetFetcherUtils.handleListOffsetResponse`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import { send } from '../network/network.ts'
import { epochMs } from '../network/records.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { TopicPartitionTime } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { backOff, ensureMetadata, findInfo, requestMetadata } from './coordinator.ts'
import { illegalIfClosed, wokenUp } from './guards.ts'

/** One step. Phases: 0 to be sent, 1 waiting. */
export function offsetForTimeStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  { topic, partition, timestamp }: TopicPartitionTime,
): void {
  if (illegalIfClosed(world, instance, task) || wokenUp(world, instance, task)) return
  if (!(timestamp >= 0)) {
    const text = 'The target time cannot be negative.'
    return fail(world, instance, task, new KafkaException('IllegalArgumentException', text))
  }
  task.blocked = true
  const { consumer } = instance
  if (pending.phase !== 0 || consumer.backingOff || !ensureMetadata(world, instance)) return
  if (consumer.metadataTicket >= 0) return
  const info = findInfo(consumer.metadata, topic, partition)
  if (info === undefined) return requestMetadata(world, instance)
  const isolation = world.settings['isolation.level']
  const at = epochMs + timestamp
  const partitions = [{ topic, partition, at, leaderEpoch: info.leaderEpoch }]
  const request = { api: 'ListOffsets', isolation, partitions } as const
  pending.scratch = send(world, instance, info.leader, request, 'broker')
  pending.phase = 1
}

/** Takes the answer that such a call waits for; false: none does. */
export function onOffsetForTime(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'ListOffsets'>,
): boolean {
  const task = instance.tasks.find(
    ({ pending }) => pending?.kind === 'offset-for-time' && pending.scratch === ticket,
  )
  const pending = task?.pending
  if (task === undefined || pending == null) return false
  const found = response.partitions[0]
  if (found?.error === 'NONE') {
    const { topic, partition, offset } = found
    const timestamp = found.timestamp - epochMs
    task.blocked = false
    resume(world, instance, task, offset < 0 ? null : { topic, partition, offset, timestamp })
    return true
  }
  pending.phase = 0
  requestMetadata(world, instance)
  backOff(world, instance)
  return true
}
