/**
 * What each client is asked to do, under which faults, what is expected of it, and which strategy of the model is the same.
 *
 * loses: at-least-once is broken. repeats: that is not, at-most-once is. keeps: at-least-once is
 * not broken, whatever is done twice.
 */

const one = (name, faults, expected, strategy, more = {}) => {
  return { name, faults, expected, strategy, modelFaults: faults, ...more }
}
const slow = { workMs: 150 }

const before = one('before', 'crash', 'loses', 'commit-sync-before-processing')
const after = one('after', 'crash', 'repeats', 'commit-sync-after-batch')
const thread = one('auto-thread', 'crash', 'loses', 'auto-commit-worker-threads', slow)
const auto = one('auto', 'crash', 'repeats', 'auto-commit', slow)
const seldom = one('seldom', 'join,shutdown', 'repeats', 'clients/model/commit-seldom.ts', slow)
/** Who is ended by a signal and does not close has crashed, but seldom just before its commit. */
const noClose = one('no-close', 'shutdown', 'keeps', 'commit-sync-after-batch', {
  modelFaults: 'crash',
})

/** By client. */
export const cases = {
  'kafka-clients': [before, after, thread, auto, seldom, noClose],
  'spring-kafka': [
    one('batch', 'crash', 'repeats', 'spring-batch'),
    one('record', 'crash', 'repeats', 'spring-record'),
    one('manual', 'crash', 'repeats', 'spring-manual'),
    // The container seeks back to what failed: it is lost where the process ends before that.
    one('manual-finally', 'crash', 'loses', 'examples/my-strategy.ts', {
      modelFaults: 'handler-error',
    }),
    { ...noClose, strategy: 'spring-batch' },
  ],
  'confluent-kafka': [
    before,
    { ...after, strategy: 'commit-sync-after-record' },
    thread,
    // librdkafka stores the offset of what it hands over, and commits from a thread of its own.
    { ...auto, expected: 'loses', strategy: 'auto-commit-worker-threads' },
    one('store', 'crash', 'repeats', 'kafkajs-auto-commit-interval', slow),
    seldom,
    { ...noClose, strategy: 'commit-sync-after-record' },
  ],
  'kafka-python': [before, after, thread, auto, seldom, noClose],
  sarama: [
    one('before', 'crash', 'loses', 'auto-commit-worker-threads', slow),
    one('after', 'crash', 'repeats', 'auto-commit', slow),
    { ...noClose, strategy: 'auto-commit', ...slow },
  ],
  kafkajs: [
    one('before', 'crash', 'loses', 'kafkajs-commit-before-each'),
    one('after', 'crash', 'repeats', 'kafkajs-commit-after-each'),
    one('auto', 'crash', 'repeats', 'kafkajs-auto-commit-interval', slow),
    one('not-awaited', 'crash', 'loses', 'kafkajs-fire-and-forget', slow),
    // The first batches may be of one record each, in which nothing can overtake.
    one('as-they-finish', 'crash', 'loses', 'kafkajs-resolve-as-they-finish', {
      ...{ schedules: 12, workMs: 150 },
    }),
    { ...noClose, strategy: 'kafkajs-commit-after-each' },
  ],
}
