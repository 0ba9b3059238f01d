/**
 * When a run has nothing left to do: every record is produced and handed out, every process polls
 * in vain, nothing but idle fetches is in flight, and what can be committed is committed.
 */
import type { Cluster } from '../cluster/cluster.ts'
import { committedOffset } from '../cluster/offsets-topic.ts'
import type { PartitionLog } from '../cluster/partition-log.ts'
import { readableEnd } from '../cluster/read-partition.ts'
import { isTold } from '../cluster/told-topics.ts'
import { mayLapse } from '../consumer/away-from-poll.ts'
import { type ConsumerState, findAssigned } from '../consumer/consumer-state.ts'
import { heartbeatHasNews } from '../consumer/heartbeat.ts'
import type { Instance } from '../instance/instance.ts'
import type { OpKind } from '../instance/ops.ts'
import type { Message } from '../network/message.ts'
import { consumersPerProcess, subscriptionsIn } from '../siblings.ts'
import type { Slot, World } from '../world.ts'

/**
 * A commit may still come by the clock (auto-commit, one by hand every so many seconds): what is
 * not committed is waited for so long, over some polls in vain and not over too many.
 */
const idleMsMin = 35_000
/** What is paused until a time may be resumed as late as this. */
const pausedMsMin = 130_000
const idlePollsMin = 8
const idlePollsMax = 400

/** What somebody works on, which may achieve something; all else asks, waits or tells. */
const working: readonly OpKind[] = [
  'process',
  ...(['store-begin', 'store-commit', 'store-rollback', 'store-save-offsets'] as const),
  ...(['init-transactions', 'begin-transaction', 'send-offsets'] as const),
  ...(['commit-transaction', 'abort-transaction', 'send', 'await-send', 'flush'] as const),
]

/** Whether nothing is left to do. */
export function isQuiescent(world: World): boolean {
  if (world.toProduce.length > 0 || world.outage) return false
  for (const message of world.messages) if (!changesNothing(world, message)) return false
  for (const { unreplicated } of world.cluster.partitions) if (unreplicated > 0) return false
  const waits = !allCommitted(world) || mayGoOn(world)
  let anybody = false
  for (const slot of world.slots) {
    if (slot.givenUp || slot.instance < 0) continue
    anybody = true
    if (!isProcessIdle(world, slot, waits)) return false
  }
  return !anybody || allHandedOut(world)
}

/** An idle fetch, or a commit of what is committed already. */
function changesNothing(world: World, message: Message): boolean {
  const { request } = message
  if (request.api === 'Fetch') return true
  if (request.api !== 'OffsetCommit' || message.connection < 0) return false
  for (const { topic, partition, offset } of request.offsets) {
    if (committedOffset(world.cluster, request.groupId, topic, partition) !== offset) return false
  }
  return true
}

/** Every consumer of it that has not ended by itself, while others go on. */
function isProcessIdle(world: World, { instance: first }: Slot, waits: boolean): boolean {
  let anybody = false
  for (let i = 0; i < consumersPerProcess(world); i++) {
    const instance = world.instances[first + i]
    if (instance === undefined || instance.status === 'stopped') continue
    anybody = true
    if (!isIdle(world, instance, waits)) return false
  }
  return anybody
}

function isIdle(world: World, instance: Instance, waits: boolean): boolean {
  if (instance.status !== 'live') return false
  const { consumer } = instance
  if (consumer.pollerGone) return !mayLapse(consumer) && areTasksIdle(instance)
  if (consumer.closed) return outlivesConsumer(instance)
  if (consumer.sessionLapsed || consumer.idlePolls === 0) return false
  if (waits && !hasWaited(world, consumer)) return false
  if (consumer.idleSince !== world.progress || consumer.backingOff) return false
  if (consumer.metadataVersion !== world.cluster.metadataVersion) return false
  if (consumer.mode === 'subscribed') {
    if (consumer.membership !== 'stable' || consumer.rejoinNeeded) return false
    if (consumer.newAssignment !== null) return false
    if (heartbeatHasNews(world, instance)) return false
  }
  return areTasksIdle(instance)
}

/** Nothing more comes of it: its consumer is dead, and the process waits to be stopped. */
function outlivesConsumer(instance: Instance): boolean {
  const main = instance.tasks[0]
  return main?.pending?.kind === 'outlive-consumer' && main.blocked && areTasksIdle(instance)
}

function areTasksIdle(instance: Instance): boolean {
  for (let i = 0; i < instance.tasks.length; i++) {
    const pending = instance.tasks[i]?.pending
    if (pending == null) continue
    if (working.includes(pending.kind)) return false
    if (pending.kind === 'wait-until' && pending.op.ready()) return false
  }
  return true
}

function hasWaited({ now }: World, { idlePolls, idleFrom, partitions }: ConsumerState): boolean {
  if (idlePolls >= idlePollsMax) return true
  const isPaused = partitions.some(({ paused }) => paused)
  return idlePolls >= idlePollsMin && now - idleFrom >= (isPaused ? pausedMsMin : idleMsMin)
}

/** Whether something is put off: a partition that is not read for now, a thread that sleeps. */
function mayGoOn({ running, cluster, settings }: World): boolean {
  for (const { consumer, tasks } of running) {
    for (const { topic, partition, paused, position } of consumer.partitions) {
      if (!paused) continue
      const log = cluster.partitions.find(
        (one) => one.topic === topic && one.partition === partition,
      )
      if (log !== undefined && position < readableEnd(log, settings['isolation.level'])) return true
    }
    for (const { pending } of tasks) if (pending?.kind === 'sleep') return true
  }
  return false
}

function allHandedOut(world: World): boolean {
  for (const log of world.cluster.partitions) if (!isHandedOut(world, log)) return false
  return true
}

function isHandedOut(world: World, log: PartitionLog): boolean {
  if (!isRead(world.cluster, log)) return true
  for (const instance of world.instances) if (hasReadAll(world, instance, log)) return true
  return false
}

function hasReadAll(world: World, instance: Instance, log: PartitionLog): boolean {
  if (instance.status !== 'live') return false
  const assigned = findAssigned(instance.consumer, log.topic, log.partition)
  if (assigned?.status !== 'fetching') return false
  return assigned.paused || assigned.position >= readableEnd(log, world.settings['isolation.level'])
}

function isRead(cluster: Cluster, { topic }: PartitionLog): boolean {
  return isTold(cluster, topic) || cluster.retryTopics.includes(topic)
}

/** Whether nobody commits to the group at all, or every data record is covered. */
function allCommitted(world: World): boolean {
  if (world.commits.length === 0) return true
  for (const log of world.cluster.partitions) if (!isCommitted(world, log)) return false
  return true
}

function isCommitted(world: World, log: PartitionLog): boolean {
  if (!isRead(world.cluster, log)) return true
  const group = subscriptionsIn(world).find(({ topic }) => topic === log.topic)?.groupId ?? ''
  for (let i = log.records.length - 1; i >= 0; i--) {
    const record = log.records.at(i)
    if (record?.type !== 'data') continue
    const committed = committedOffset(world.cluster, group, log.topic, log.partition) ?? -1
    return committed > record.offset
  }
  return true
}
