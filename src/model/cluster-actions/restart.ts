/** A supervisor starts the next process of a slot, or gives it up. Subjects: the slots. */
import { consumersIn } from '../siblings.ts'
import type { Slot } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'

/** In the calm a supervisor gives up after this many restarts: the process dies at every start. */
const restartsInCalmMax = 2

export const restart: ClusterAction = {
  kind: 'restart',
  reach: 'all',
  count: (world) => world.slots.length,
  possible: (world, _engine, index) => {
    const slot = world.slots[index] as Slot
    return slot.restartDue >= 0 && !slot.givenUp && !world.outage
  },
  due: (world, _engine, index) => (world.slots[index] as Slot).restartDue,
  fire: (world, engine, index) => {
    const slot = world.slots[index]
    if (slot === undefined) throw new Error(`no slot ${index}`)
    if (world.phase === 'calm' && slot.restartsInCalm >= restartsInCalmMax) {
      slot.givenUp = true
      const consumers = consumersIn(world, slot)
      const dead = consumers.find(({ status }) => status === 'died') ?? consumers[0]
      if (dead === undefined) throw new Error(`nothing ran in slot ${index}`)
      world.emit({ kind: 'given-up', time: world.now, member: dead.name })
      return
    }
    if (world.phase === 'calm') slot.restartsInCalm++
    engine.start(world, index)
  },
}
