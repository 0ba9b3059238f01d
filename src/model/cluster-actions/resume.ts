/**
 * A frozen process goes on when its session is over, or when it had none: of several consumers when
 * that is so of all. Subjects: the first consumer of each process.
 */
import type { Instance } from '../instance/instance.ts'
import { unfreeze } from '../instance/unfreeze.ts'
import { siblingsOf } from '../siblings.ts'
import { instanceAt, type World } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'
import type { Engine } from './engine.ts'

export const resume: ClusterAction = {
  kind: 'resume',
  reach: 'instance',
  count: ({ instances }) => instances.length,
  possible: (world, engine, index) => {
    const instance = world.instances[index] as Instance
    if (instance.status !== 'frozen') return false
    const isFirst = frozenWith(world, instance)[0] === instance
    return isFirst && Number.isFinite(dueOf(world, engine, instance))
  },
  due: (world, engine, index) => dueOf(world, engine, world.instances[index] as Instance),
  fire: (world, _engine, index) => {
    for (const one of frozenWith(world, instanceAt(world, index))) unfreeze(world, one)
  },
}

/** The consumers of its process that are frozen. */
function frozenWith(world: World, instance: Instance): readonly Instance[] {
  return siblingsOf(world, instance).filter(({ status }) => status === 'frozen')
}

function dueOf(world: World, engine: Engine, instance: Instance): number {
  let due = Number.NEGATIVE_INFINITY
  for (const one of frozenWith(world, instance)) due = Math.max(due, engine.resumeDue(world, one))
  return due
}
