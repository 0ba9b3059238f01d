/** Starts instances: at the beginning, when one more joins, and again after one has ended. */

import { createConsumer } from '../consumer/create-consumer.ts'
import { createProducer } from '../producer/producer-state.ts'
import { consumersIn, consumersPerProcess, subscriptionOf } from '../siblings.ts'
import { instanceAt, type Slot, type World } from '../world.ts'
import { type Instance, instanceName } from './instance.ts'
import { mainProgram, servicesOfProcess } from './services.ts'
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

/** Starts the next process in a slot; the one before has ended. Returns its first consumer. */
export function startInSlot(world: World, index: number): Instance {
  const first = occupySlot(world, index)
  const count = consumersPerProcess(world)
  if (count === 1) {
    startTask(world, first, mainProgram(world.strategy, world.services))
    return first
  }
  const services = servicesOfProcess(world.services)
  for (let number = 0; number < count; number++) {
    const { topic } = subscriptionOf(world, number)
    const retryOf = topic === world.scenario.topic ? {} : { retryOf: world.scenario.topic }
    const program = mainProgram(world.strategy, { ...services, topic, ...retryOf })
    startTask(world, instanceAt(world, first.index + number), program)
  }
  return first
}

/**
 * Puts the next process into a slot, with all of its consumers; what runs in it is started by
 * whoever wanted it. Returns the first.
 */
export function occupySlot(world: World, index: number): Instance {
  const slot = world.slots[index]
  if (slot === undefined) throw new Error(`no slot ${index}`)
  const before = consumersIn(world, slot)
  const first = world.instances.length
  for (let number = 0; number < consumersPerProcess(world); number++) {
    const instance = createInstance(world, index, number)
    world.instances.push(instance)
    world.running.push(instance)
    const replaces = before[number]?.name ?? null
    world.emit({ kind: 'started', time: world.now, member: instance.name, replaces })
  }
  slot.instance = first
  slot.restartDue = -1
  return instanceAt(world, first)
}

/** `number`: which consumer of its process. */
function createInstance(world: World, slot: number, number: number): Instance {
  const index = world.instances.length
  const count = consumersPerProcess(world)
  return {
    index,
    name: instanceName(index, count),
    slot,
    status: 'live',
    since: world.now,
    stopping: false,
    connectionEpochs: [],
    tasks: [],
    consumer: createConsumer(
      world,
      count === 1 ? `${slot}` : `${slot}-${number}`,
      subscriptionOf(world, number).groupId,
    ),
    producer: createProducer(slot * count + number),
  }
}
