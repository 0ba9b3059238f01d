/** Starts instances: at the beginning, when one more joins, and again after one has ended. */

import { createConsumer } from '../consumer/create-consumer.ts'
import { createProducer } from '../producer/producer-state.ts'
import type { Slot, World } from '../world.ts'
import { type Instance, instanceName } from './instance.ts'
import { mainProgram } from './services.ts'
import { startTask } from './task.ts'

/** Adds a place for one more process and starts it. */
export function startInNewSlot(world: World): Instance {
  return startInSlot(world, addSlot(world).index)
}

/** Adds a place for one more process, in which nothing runs yet. */
export function addSlot(world: World): Slot {
  const slot = {
    index: world.slots.length,
    instance: -1,
    restartDue: -1,
    deaths: 0,
    restartsInCalm: 0,
    givenUp: false,
  }
  world.slots.push(slot)
  return slot
}

/** Starts the next process in a slot; the one before has ended. */
export function startInSlot(world: World, index: number): Instance {
  const instance = occupySlot(world, index)
  startTask(world, instance, mainProgram(world.strategy, world.services))
  return instance
}

/** Puts the next process into a slot; what runs in it is started by whoever wanted it. */
export function occupySlot(world: World, index: number): Instance {
  const slot = world.slots[index]
  if (slot === undefined) throw new Error(`no slot ${index}`)
  const before = world.instances[slot.instance]
  const instance = createInstance(world, index)
  world.instances.push(instance)
  world.running.push(instance)
  slot.instance = instance.index
  slot.restartDue = -1
  world.emit({
    kind: 'started',
    time: world.now,
    member: instance.name,
    replaces: before === undefined ? null : before.name,
  })
  return instance
}

function createInstance(world: World, slot: number): Instance {
  const index = world.instances.length
  return {
    index,
    name: instanceName(index),
    slot,
    status: 'live',
    since: world.now,
    stopping: false,
    connectionEpochs: [],
    tasks: [],
    consumer: createConsumer(world, slot),
    producer: createProducer(slot),
  }
}
