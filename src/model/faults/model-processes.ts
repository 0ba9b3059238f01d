/**
 * The processes of the model's own client, as faults reach into them.
 *
 * Source: reference A.7.1 (the poll interval), B.5 (`ListenerConsumer.wakeIfNecessaryForStop`).
 */
import { pollIntervalExpired } from '../consumer/heartbeat.ts'
import { kill, stopUnpolled } from '../instance/ending.ts'
import { wakeTasks } from '../instance/execute.ts'
import type { Instance, Task } from '../instance/instance.ts'
import { startInNewSlot } from '../instance/starting.ts'
import { tellToStop } from '../instance/stopping.ts'
import type { Message } from '../network/message.ts'
import type { World } from '../world.ts'
import type { Processes, RecordInWork, StoreCall } from './processes.ts'
import { runningInstances } from './running-instances.ts'
import type { Target } from './target.ts'

const none: readonly Message[] = []

/** The instances of a world. */
export const modelProcesses: Processes = {
  kill,
  askToStop,
  freeze: (world, instance) => {
    instance.status = 'frozen'
    world.membershipVersion++
    instance.since = world.now
  },
  startOneMore: startInNewSlot,
  recordsInWork: (world, until) => recordsInWork(world, until === 'until-its-effect' ? 1 : 2),
  // What it had sent may still arrive: that it does not is a fault of its own.
  unsent: () => none,
  slowHandlers,
  storeCalls,
}

/** Tells it, and wakes the call that waits, if it is one that is woken. */
function askToStop(world: World, instance: Instance): void {
  if (tellToStop(world, instance)) wakeTasks(world, instance)
  stopUnpolled(world, instance)
}

function recordsInWork(world: World, lastPhase: number): readonly RecordInWork[] {
  const found: RecordInWork[] = []
  for (const { name, tasks } of runningInstances(world, false)) {
    for (const task of tasks) {
      const pending = task.pending
      if (pending?.kind !== 'process' || task.fault !== 0) continue
      if (pending.phase < 1 || pending.phase > lastPhase) continue
      const { topic, partition, offset } = pending.op.record
      const fail = () => {
        task.fault = 1
      }
      found.push({ member: name, record: { topic, partition, offset }, fail })
    }
  }
  return found
}

/** It is away from poll for longer than max.poll.interval.ms. */
function slowHandlers(world: World): readonly Target[] {
  return runningInstances(world, false)
    .filter(isAwayFromPoll)
    .map((instance) => ({
      member: instance.name,
      inject: (announce) => {
        announce('')
        world.now += world.settings['max.poll.interval.ms']
        pollIntervalExpired(world, instance)
      },
    }))
}

function isAwayFromPoll(instance: Instance): boolean {
  const { membership, mode } = instance.consumer
  if (membership !== 'stable' || mode !== 'subscribed') return false
  const poller = instance.tasks.find(({ polled }) => polled) ?? instance.tasks[0]
  switch (poller?.pending?.kind) {
    case 'process':
    case 'sleep':
    case 'wait-until':
    case 'store-commit':
    case 'store-save-offsets':
      return true
    default:
      return false
  }
}

function storeCalls(world: World): readonly StoreCall[] {
  const found: StoreCall[] = []
  for (const { name, tasks } of runningInstances(world, false)) {
    for (const task of tasks) {
      if (task.fault !== 0 || !isStoreCall(task)) continue
      const fail = (hasWritten: boolean) => {
        task.fault = hasWritten ? 2 : 1
      }
      found.push({ member: name, fail })
    }
  }
  return found
}

function isStoreCall(task: Task): boolean {
  switch (task.pending?.kind) {
    case 'store-commit':
    case 'store-save-offsets':
    case 'store-load-offsets':
      return true
    default:
      return false
  }
}
