/**
 * What each client is asked to do, under which faults, what is expected of it, and which strategy of the model is the same.
 *
 * loses: at-least-once is broken. repeats: that is not, at-most-once is. keeps: at-least-once is
 * not broken, whatever is done twice.
 */

const one = (name, faults, expected, strategy, more = {}) => {
  return { name, does: name, faults, expected, strategy, modelFaults: faults, ...more }
}
/** The same under another model. */
const as = (strategy, made, more = {}) => ({ ...made, strategy, ...more })
const slow = { workMs: 150 }
const seldomModel = 'clients/model/commit-seldom.ts'

/** Nothing goes wrong, and there is much to do. */
const quiet = one('quiet', 'none', 'once', 'commit-sync-after-batch', {
  ...{ does: 'after', records: 1000, workMs: 0 },
})
const before = one('before', 'crash', 'loses', 'commit-sync-before-processing')
const after = one('after', 'crash', 'repeats', 'commit-sync-after-batch')
const thread = one('auto-thread', 'crash', 'loses', 'auto-commit-worker-threads', slow)
const auto = one('auto', 'crash', 'repeats', 'auto-commit', slow)
const seldom = one('seldom', 'join,shutdown', 'repeats', seldomModel, slow)
const onRevoke = one('on-revoke', 'join,shutdown', 'once', 'commit-on-revoke', slow)
/** Who is ended by a signal and does not close has crashed. */
const noClose = one('no-close', 'shutdown', 'repeats', seldomModel, {
  ...slow,
  modelFaults: 'crash',
})

const java = [quiet, before, after, thread, auto, seldom, onRevoke, noClose]
const spring = [
  as('spring-batch', quiet, { does: 'quiet' }),
  as('clients/model/spring-before.ts', before),
  as('clients/model/spring-thread.ts', thread),
  one('batch', 'crash', 'repeats', 'spring-batch'),
  one('record', 'crash', 'repeats', 'spring-record'),
  // The container seeks back to what failed: it is lost where the process ends before that.
  one('manual-finally', 'crash', 'loses', 'clients/model/spring-manual-finally.ts', {
    modelFaults: 'crash+handler-error',
  }),
  one('manual', 'crash', 'repeats', 'spring-manual', { modelFaults: 'crash+handler-error' }),
  one('count', 'join,shutdown', 'once', 'spring-count', slow),
  as('spring-count', noClose),
]
const perRecord = 'commit-sync-after-record'
const kafkajs = 'kafkajs-commit-after-each'
/** Its cure is to commit after each. */
const eachTime = one('after-each', 'join,shutdown', 'keeps', kafkajs, { does: 'after', ...slow })

/** By client. */
export const cases = {
  'kafka-clients': java,
  'kafka-clients-4': java,
  'spring-boot': spring,
  'spring-boot-4': spring,
  'confluent-kafka': [
    as(perRecord, quiet),
    before,
    as(perRecord, after),
    thread,
    // librdkafka stores the offset of what it hands over, and commits from a thread of its own.
    as('auto-commit-worker-threads', auto, { expected: 'loses' }),
    one('store', 'crash', 'repeats', 'kafkajs-auto-commit-interval', slow),
    ...[seldom, onRevoke, noClose],
  ],
  'kafka-python': java,
  sarama: [
    as('auto-commit', quiet),
    // Marked and at work is one order at a time: eight moments miss it now and then.
    as('auto-commit-worker-threads', before, { ...slow, schedules: 31 }),
    as('auto-commit', after, slow),
    as('auto-commit-worker-threads', thread, { name: 'thread', does: 'thread' }),
    ...[seldom, onRevoke, noClose],
  ],
  kafkajs: [
    as(kafkajs, quiet),
    as('kafkajs-commit-before-each', before),
    as(kafkajs, after),
    one('auto', 'crash', 'repeats', 'kafkajs-auto-commit-interval', slow),
    one('not-awaited', 'crash', 'loses', 'kafkajs-fire-and-forget', slow),
    // The first batches may be of one record each, in which nothing can overtake.
    one('as-they-finish', 'crash', 'loses', 'kafkajs-resolve-as-they-finish', {
      ...{ schedules: 12, workMs: 150 },
    }),
    ...[seldom, eachTime, noClose],
  ],
  'platformatic-kafka': [
    as(perRecord, quiet),
    before,
    as(perRecord, after),
    // It commits what it has put into its stream (`MessagesStream`, `#pushRecords`).
    as('auto-commit-worker-threads', auto, { expected: 'loses' }),
    as('auto-commit-worker-threads', thread, { name: 'not-awaited', does: 'not-awaited' }),
    ...[seldom, as(perRecord, eachTime), noClose],
  ],
}
