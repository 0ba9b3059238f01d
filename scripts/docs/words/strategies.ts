/** What a strategy's page says beyond its source: when to choose it, and what it asks of you. */

/** By name; a strategy without an entry needs no more words than its source has. */
export const strategyWords: Readonly<Record<string, string>> = {
  'auto-commit':
    'The default of the Java client. Sound as long as one thread polls and processes, and an ' +
    'exception ends the process without `close()`.',
  'commit-sync-after-batch':
    'The usual choice where handlers are idempotent: one commit per poll, and one batch is ' +
    'repeated after a crash.',
  'commit-sync-after-record':
    'Where a repeat is dear and a commit is cheap: one record is repeated after a crash, and every ' +
    'record costs a round trip.',
  'commit-sync-before-processing':
    'Where a repeat is worse than a loss, such as a notification. Everything that a crash or a ' +
    'failed handler interrupts is gone.',
  'commit-async-after-batch':
    'The poll loop does not wait for the coordinator. A failed commit is made up for by the next ' +
    'one; the last one before a stop has no next one, but `close()` waits for it.',
  'external-store-atomic':
    'Asks for a store with transactions in which the results are kept, too. The guard (the expected ' +
    'offset) is what fences a zombie: [without it](external-store-atomic-unguarded.md) records are ' +
    'repeated.',
  'external-store-on-revoke':
    'Saves `position()` only when partitions go: a crash repeats everything since the last ' +
    'rebalance. Save more often, or use [external-store-atomic](external-store-atomic.md).',
  transactional:
    'Kafka to Kafka within one cluster: results and offsets are in one transaction, and readers ' +
    'must read committed. It says nothing of effects outside Kafka.',
  'spring-auto-commit':
    'The container commits nothing: `enable-auto-commit: true` makes the ack mode meaningless.',
  'spring-batch': 'The default of Spring Kafka.',
  'connect-put':
    'The simplest sink task. It is safe until a write fails: then prefer ' +
    '[connect-put-precommit](connect-put-precommit.md), which costs three lines.',
  'connect-put-precommit':
    'The usual choice where writes are idempotent: what is committed is what this task has written, ' +
    'whatever the worker believes.',
  'connect-flush':
    'Bulk writes at each commit. `flush` must throw where it fails, and forget what it has kept.',
  'connect-precommit-of-written':
    'Where a thread writes. In-flight writes of partitions that go are repeated by their next owner.',
  'connect-own-offsets':
    'Asks for a sink with transactions. The guard (the expected offset) is what fences a task that ' +
    'goes on after its partitions have gone.',
  'spark-dstream-commit-async':
    'The commit is sent in a later batch and nothing flushes it at the end: every restart repeats ' +
    'at least the last batch. The output must be idempotent.',
  'spark-structured-streaming':
    'Exactly once only with a sink that knows the batch id, as this one does. `foreachBatch` and ' +
    'the Kafka sink without such a guard are at-least-once.',
  'kafkajs-each-message':
    'The default of kafkajs, and the simplest sound choice: commit at the end of every batch, ' +
    'whatever interval and threshold are.',
  'kafkajs-each-batch':
    'Sound because of `eachBatchAutoResolve: false`; with the default, leaving the batch early ' +
    '[loses the rest of it](kafkajs-auto-resolve-break.md).',
  'kafkajs-commit-after-each':
    'Catch what `commitOffsets` throws in a rebalance and go on, as this one does. Thrown out of ' +
    'the handler it stops the consumer for good.',
  'kafkajs-transactional':
    'One `transactional.id` per input partition: the only choice in kafkajs that fences a zombie, ' +
    'since its offset commits in transactions carry no generation.',
}
