/**
 * The `offsets/` and `commits/` logs of Structured Streaming's checkpoint directory.
 *
 * They live in the store under topic names of their own (`orders/offsets`). Only the newest entry
 * is kept, and a batch is known by its end offsets instead of by a number. Writing is conditional
 * on the entry before, as `HDFSMetadataLog.add` fails where batch N exists already.
 */
import type { Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import type { Store } from '../strategy.ts'

/** Which of the two logs. */
export type LogName = 'offsets' | 'commits'

/** The end offsets of the newest batch in the log. */
export function* latestInLog(
  store: Store,
  log: LogName,
  partitions: readonly TopicPartition[],
): Program<Offsets> {
  const entries = yield* store.loadOffsets(inLog(log, partitions))
  return entries.map(({ topic, ...rest }) => ({ topic: topic.slice(0, -log.length - 1), ...rest }))
}

/** Writes the batch that goes from `start` to `end`; StoreConflictException if it is there. */
export function* addToLog(store: Store, log: LogName, start: Offsets, end: Offsets): Program<void> {
  yield* store.commit(yield* store.begin(), inLog(log, end), inLog(log, start))
}

function inLog<T extends TopicPartition>(log: LogName, entries: readonly T[]): readonly T[] {
  return entries.map((entry) => ({ ...entry, topic: `${entry.topic}/${log}` }))
}
