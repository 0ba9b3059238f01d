/**
 * What hits a process hits all of its consumers. The history tells of each by itself, so that who
 * reads it has to know of no processes; the events behind the first say that they are the same hit.
 */
import type { Instance } from '../instance/instance.ts'
import { isRunning, siblingsOf } from '../siblings.ts'
import type { World } from '../world.ts'

/** Hits the instance, which has been announced, and then the others of its process. */
export function hitProcess(
  world: World,
  fault: string,
  instance: Instance,
  hit: (one: Instance) => void,
): void {
  hit(instance)
  for (const one of siblingsOf(world, instance)) {
    if (one === instance || !isRunning(one)) continue
    const { name: member } = one
    world.emit({ kind: 'fault', time: world.now, fault, member, detail: '', with: instance.name })
    hit(one)
  }
}
