/**
 * `concurrency`: so many consumers in one process, each with its own thread.
 *
 * Behaviour: each is a container of its own (`parent-container.ts`); what hits their process hits
 * all of them. A run makes no more of them than could have a partition each, and two at least.
 * Source: `ConcurrentMessageListenerContainer.setConcurrency`, `doStart`.
 */
import { containerOption } from '../option.ts'

/** How many consumers a process has. */
export const concurrency = containerOption({
  name: 'concurrency',
  byDefault: 1,
  summary:
    'How many consumers a process has, each with its own thread and its own acks; a run makes no ' +
    'more than it has partitions, and at least two of several.',
  steps(consumers) {
    if (Number.isInteger(consumers) && consumers > 0) return {}
    throw new Error(`concurrency must be greater than 0: it is ${consumers}`)
  },
})
