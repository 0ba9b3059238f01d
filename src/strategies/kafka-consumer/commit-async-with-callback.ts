import type { Offsets, Program } from '../../model/consumer/api.ts'
import type { KafkaException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Asynchronous commit with a callback: `commitAsync(callback)`, which logs a failure and no more.
 *
 * Logging is the whole point: an operator sees commits fail before a restart shows by how much.
 * What is committed is the same as without the callback: at least once.
 */
export const commitAsyncWithCallback: Strategy = {
  name: 'commit-async-with-callback',
  summary:
    'Asynchronous commit with a callback: `commitAsync(callback)`, which logs a failure and no ' +
    'more.',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    const log: string[] = []
    // biome-ignore lint/correctness/useYield: a callback is a program, and this one never waits.
    function* logFailure(offsets: Offsets, error: KafkaException | null): Program<void> {
      if (error !== null) log.push(`${error.name}: ${offsets.length} offsets not committed`)
    }
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* consumer.commitAsync(null, logFailure)
    }
  },
}
