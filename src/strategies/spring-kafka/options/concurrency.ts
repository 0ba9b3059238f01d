/**
 * `concurrency`: so many consumers in one process, each with its own thread.
 *
 * A process of the model has one consumer. A group's rules are those of so many processes more
 * (`--members`); that a crash or a stop takes all of a process at once is not.
 * Source: `ConcurrentMessageListenerContainer.doStart`.
 */
import { containerOption } from '../option.ts'

/** How many consumers a process has. */
export const concurrency = containerOption({
  name: 'concurrency',
  byDefault: 1,
  summary:
    'How many consumers a process has: one. More are refused, as a process of the model has no ' +
    'second one; more processes are the nearest thing.',
  steps(consumers) {
    if (consumers === 1) return {}
    throw new Error(
      `concurrency ${consumers} is not modelled: a process has one consumer; use more members`,
    )
  },
})
