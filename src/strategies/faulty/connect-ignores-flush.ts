/**
 * The bug: a sink task keeps what it is put until it has enough for a bulk request, and has no
 * `flush`. A commit, by the clock or because partitions go, speaks for what is only kept.
 */
import type { ConsumerRecord } from '../../model/consumer/api.ts'
import { sinkTask } from '../connect/sink-task.ts'

const bulkSize = 5

/** Writes when it has enough, whatever is committed. */
export const connectIgnoresFlush = sinkTask({
  name: 'connect-ignores-flush',
  summary: 'Kafka Connect, a sink task that keeps records until it has five, and ignores `flush`.',
  caughtBy: { property: 'at-least-once', under: 'none' },
  fixedBy: 'connect-flush',
  start: () => ({ kept: [] as ConsumerRecord[] }),
  *put(records, { state, process }) {
    state.kept.push(...records)
    while (state.kept.length >= bulkSize) {
      for (const record of state.kept.splice(0, bulkSize)) yield* process(record)
    }
  },
})
