/** Properties as they are, but for what the reports do not speak of. */
import type { EventOf } from '../../../src/model/history.ts'
import type { ShippedProperty } from '../../../src/properties/all.ts'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import { progress } from '../../../src/properties/progress.ts'
import type { Monitor } from '../../../src/properties/property.ts'

/** At least once, for the records that the log still has: nobody can read what it has deleted. */
export const survivors: ShippedProperty = {
  ...atLeastOnce,
  monitor: (context) => {
    const monitor = atLeastOnce.monitor(context)
    const logStarts = new Map<string, number>()
    const note = ({ topic, partition, offset }: EventOf<'deleted-below'>) => {
      logStarts.set(`${topic}-${partition}`, offset)
    }
    return {
      ...withHandler(monitor, 'deleted-below', note),
      reset: () => {
        monitor.reset()
        logStarts.clear()
      },
      witnesses: () =>
        monitor.witnesses().flatMap((witness) => {
          const start = logStarts.get(`${witness.topic}-${witness.partition}`) ?? 0
          const offsets = witness.offsets.filter((offset) => offset >= start)
          return offsets.length === 0 ? [] : [{ ...witness, offsets }]
        }),
    }
  },
}

/**
 * Progress, but for an error that the reports do not name: kafkajs stops for good at
 * UNKNOWN_SERVER_ERROR, however the commit was made.
 */
export const progressButForServerErrors: ShippedProperty = {
  ...progress,
  monitor: (context) => {
    const monitor = progress.monitor(context)
    let struck = false
    const note = ({ error }: EventOf<'commit-refused'>) => {
      struck ||= error === 'UNKNOWN_SERVER_ERROR'
    }
    return {
      ...withHandler(monitor, 'commit-refused', note),
      reset: () => {
        monitor.reset()
        struck = false
      },
      witnesses: () => (struck ? [] : monitor.witnesses()),
    }
  },
}

function withHandler<K extends 'deleted-below' | 'commit-refused'>(
  monitor: Monitor,
  kind: K,
  note: (event: EventOf<K>) => void,
): Monitor {
  const own = monitor.on[kind] as ((event: EventOf<K>, index: number) => void) | undefined
  const both = (event: EventOf<K>, index: number) => {
    own?.(event, index)
    note(event)
  }
  return { ...monitor, on: { ...monitor.on, [kind]: both } }
}
