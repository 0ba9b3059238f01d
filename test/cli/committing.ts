/** A user's consumer that commits before its work, after it, or never: the text of its file. */
export const committing = (name: string, commit: string): string => `
import type { Strategy } from 'ackurate'
export const consumer: Strategy = {
  name: '${name}',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      ${commit === 'before' ? 'yield* consumer.commitSync()' : ''}
      for (const record of records) yield* process(record)
      ${commit === 'after' ? 'yield* consumer.commitSync()' : ''}
    }
  },
}
`
