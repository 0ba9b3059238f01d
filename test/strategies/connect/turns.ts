/** A task that logs what it is asked, and polls to run it over. */
import type { SinkDefinition } from '../../../src/strategies/connect/sink-task.ts'
import { type PollStep, record, records, runTask, type World } from './scripted-worker.ts'

/** Logs what it is asked; a flush that is to fail fails once. */
function logging(
  world: () => World,
  more: Partial<SinkDefinition<unknown>> = {},
): Omit<SinkDefinition<unknown>, 'name'> {
  const text = (list: readonly { partition: number; offset?: number }[]) =>
    list.map(({ partition, offset }) => `${partition}${offset === undefined ? '' : `@${offset}`}`)
  return {
    put: (given) => {
      if (given.length > 0) world().log.push(`put ${text(given).join(' ')}`)
    },
    flush: (offsets) => {
      world().log.push(`flush ${text(offsets).join(' ')}`)
    },
    open: (partitions) => {
      world().log.push(`open ${text(partitions).join(' ')}`)
    },
    close: (partitions) => {
      world().log.push(`close ${text(partitions).join(' ')}`)
    },
    stop: () => {
      world().log.push('stop')
    },
    ...more,
  }
}

/** Runs the task over these polls. */
export function run(
  polls: readonly PollStep[],
  more: Partial<SinkDefinition<unknown>> = {},
  script: Partial<Parameters<typeof runTask>[1]> = {},
) {
  let known: World | undefined
  const world = () => {
    if (known === undefined) throw new Error('nothing was polled yet')
    return known
  }
  const seen = polls.map(
    (step): PollStep =>
      (given) => {
        known = given
        return step(given)
      },
  )
  return runTask(logging(world, more), { ...script, polls: seen })
}

/** Partition 0 is assigned, and three of its records are there. */
export const first: PollStep = (world) => {
  world.assign(0)
  return records(0, 0, 1, 2)
}
/** Time passes; then these records, as partition and offset. */
export const later =
  (ms: number, ...more: (readonly [number, number])[]): PollStep =>
  (world) => {
    world.now += ms
    return more.map(([partition, offset]) => record(partition, offset))
  }
/** Nothing comes. */
export const nothing = later(0)
