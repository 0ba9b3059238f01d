/** What has to be changed to come to a strategy from another one for the same client. */

/** By the strategy that is come to. */
export const changesTo: Readonly<Record<string, string>> = {
  'commit-sync-after-record':
    'process in the thread that polls, and commit `record.offset() + 1` of each record as soon as ' +
    'it is done, with `commitSync(offsets)`; where that is refused, log it and go on.',
  'external-store-atomic':
    'write the results and the next offsets in one transaction of the database that has the ' +
    'results, the offsets only `WHERE next_offset = ?` still is what this process knows; seek to ' +
    'what the table says in `onPartitionsAssigned` and after a failure, and commit nothing to Kafka.',
  transactional:
    'after `abortTransaction()` seek back to the first record of each partition, and let the ' +
    'exception of a handler end the process.',
  'spring-record': '`ack-mode: record`, and a listener that does its work in its own thread.',
  'spring-manual-immediate-async':
    '`ack-mode: manual_immediate`, a call of `acknowledge()` at the end of the listener, and ' +
    '`syncCommits` false.',
  'connect-put-precommit':
    'write in `put`, throw `RetriableException` where that fails, and return from `preCommit` what ' +
    'is written.',
  'connect-precommit-of-written':
    'return from `preCommit` what the thread has written, instead of what it is given, and have the ' +
    'thread try again what fails.',
  'connect-flush':
    'write what is kept in `flush`, and forget in `close` what is kept of partitions that go.',
  'connect-own-offsets':
    'write the results and the next offsets in one transaction of the sink, the offsets only `WHERE ' +
    'next_offset = ?` still is what this task knows; tell the worker where to go on with ' +
    '`context.offset` in `open` and after a failure, and return nothing from `preCommit`.',
  'spark-dstream-commit-async':
    'call `commitAsync` after the output, as the last line of `foreachRDD`.',
  'spark-dstream-own-store':
    'write the results and the ranges in one transaction, the ranges only where the table ends ' +
    'where the batch begins, and start the stream from the table.',
  'spark-structured-streaming':
    'write a query with a `checkpointLocation`, and in `foreachBatch` the results and the id of the ' +
    'batch in one transaction, unless the sink has that id.',
  'kafkajs-auto-commit-threshold':
    '`eachMessage` with `autoCommitThreshold: 1`, and `autoCommit` as it is by default.',
  'kafkajs-commit-after-each':
    '`eachMessage` that awaits its work, `autoCommit: false`, and `commitOffsets` of the next offset ' +
    'after each message, whose error in a rebalance is caught.',
  'kafkajs-transactional':
    'one transactional producer per input partition, which is made anew after each join and fences ' +
    'the one before; the results and `sendOffsets` of each message in one transaction. The results ' +
    'have to be in Kafka.',
}
