/**
 * Faults of the user's handler and of the store: slow-handler, handler-error, poison-record and
 * store-failure.
 */

import { detailQuestion } from '../choices.ts'
import { pollIntervalExpired } from '../consumer/heartbeat.ts'
import type { Instance, Task } from '../instance/instance.ts'
import type { World } from '../world.ts'
import type { Fault, Target } from './fault.ts'

/** The handler takes longer than max.poll.interval.ms. */
export const slowHandler: Fault = {
  name: 'slow-handler',
  targets: (world) => {
    const targets: Target[] = []
    for (const instance of world.instances) {
      if (instance.status !== 'live' || !isAwayFromPoll(instance)) continue
      targets.push({
        member: instance.name,
        strike: (tell) => {
          tell('')
          world.now += world.settings['max.poll.interval.ms']
          pollIntervalExpired(world, instance)
        },
      })
    }
    return targets
  },
}

function isAwayFromPoll(instance: Instance): boolean {
  const { membership, mode } = instance.consumer
  if (membership !== 'stable' || mode !== 'subscribed') return false
  switch (instance.tasks[0]?.pending?.kind) {
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

/** The handler throws once, before or after its effect. */
export const handlerError: Fault = {
  name: 'handler-error',
  targets: (world) =>
    processing(world, 2, (_instance, task) => {
      task.fault = 1
    }),
}

/** The handler throws for this record every time. */
export const poisonRecord: Fault = {
  name: 'poison-record',
  targets: (world) =>
    processing(world, 1, (_instance, task) => {
      if (task.pending?.kind !== 'process') return
      const { topic, partition, offset } = task.pending.op.record
      world.poisoned.push({ topic, partition, offset })
    }),
}

function processing(
  world: World,
  lastPhase: number,
  strike: (instance: Instance, task: Task) => void,
): Target[] {
  const targets: Target[] = []
  for (const instance of world.instances) {
    if (instance.status !== 'live') continue
    for (const task of instance.tasks) {
      const pending = task.pending
      if (pending?.kind !== 'process' || task.fault !== 0) continue
      if (pending.phase < 1 || pending.phase > lastPhase) continue
      const { topic, partition, offset } = pending.op.record
      targets.push({
        member: instance.name,
        strike: (tell) => {
          tell(`${topic}-${partition}@${offset}`)
          strike(instance, task)
        },
      })
    }
  }
  return targets
}

/** The store fails, before it has written or after. */
export const storeFailure: Fault = {
  name: 'store-failure',
  targets: (world) => {
    const targets: Target[] = []
    for (const instance of world.instances) {
      if (instance.status !== 'live') continue
      for (const task of instance.tasks) {
        if (task.fault !== 0 || !isStoreCall(task)) continue
        targets.push({
          member: instance.name,
          strike: (tell, choices) => {
            task.fault = 1 + choices.choose(2, detailQuestion)
            tell(task.fault === 1 ? 'before it wrote' : 'after it wrote')
          },
        })
      }
    }
    return targets
  },
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
