/**
 * What happens when the storm is over, which is for the runs to decide: conditions end, what was
 * held back because it died again and again starts once more, and the last records are produced.
 */

import { produceLast } from '../producing.ts'
import { statusIn } from '../siblings.ts'
import type { World } from '../world.ts'
import type { Engine } from './engine.ts'

/** Begins the calm. */
export function endStorm(world: World, { restartAfterStormMs }: Engine): void {
  world.phase = 'calm'
  world.conditions.length = 0
  for (const slot of world.slots) {
    const isHeldBack = slot.restartDue < 0 && statusIn(world, slot) === 'died'
    if (isHeldBack) slot.restartDue = world.now + restartAfterStormMs
  }
  world.emit({ kind: 'calm', time: world.now })
  produceLast(world)
}
