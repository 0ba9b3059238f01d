/**
 * `idleBetweenPolls`: a pause of the thread before each poll, five seconds short of
 * `max.poll.interval.ms` at the most (`ListenerConsumer.idleBetweenPollIfNecessary`).
 */
import { containerOption } from '../option.ts'
import { stoppableSleep } from '../stoppable-sleep.ts'

const marginMs = 5000

/** How long the thread sleeps before a poll. */
export const idleBetweenPolls = containerOption({
  name: 'idleBetweenPolls',
  byDefault: 0,
  summary:
    'How many milliseconds the thread sleeps before each poll, five seconds short of ' +
    '`max.poll.interval.ms` at the most.',
  steps(idleMs, before) {
    if (idleMs <= 0) return {}
    return {
      *beforePoll(container) {
        yield* before.beforePoll(container)
        const { now, settings } = container.services
        const start = yield* now()
        if (container.assigned.length > 0) {
          const busyMs = start - container.lastPoll
          const left = settings['max.poll.interval.ms'] - busyMs - marginMs
          yield* stoppableSleep(container, Math.min(idleMs, left))
        }
        container.lastPoll = yield* now()
      },
    }
  },
})
