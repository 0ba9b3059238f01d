/** The services of a strategy that is driven by hand: each call yields its operation. */
import type { Program } from '../../../src/model/consumer/api.ts'
import type { Op } from '../../../src/model/instance/ops.ts'
import type { Settings } from '../../../src/model/settings.ts'
import type { Services } from '../../../src/strategies/strategy.ts'

// biome-ignore lint/suspicious/noExplicitAny: what an operation is answered depends on it.
function* ask(op: Op): Program<any> {
  return yield op
}

/** All that a container asks of its world. */
export function scriptedServices(settings: Settings): Services {
  const services: Partial<Services> = {
    consumer: {
      subscribe: (topics, listener) => ask({ op: 'subscribe', topics, listener: listener ?? null }),
      poll: (timeoutMs = 0) => ask({ op: 'poll', timeoutMs }),
      pollBriefly: () => ask({ op: 'poll', timeoutMs: 0 }),
      pollReturned: () => ask({ op: 'poll-returned' }),
      commitSync: (offsets) => ask({ op: 'commit-sync', offsets: offsets ?? null }),
      commitAsync: (offsets, callback) =>
        ask({ op: 'commit-async', offsets: offsets ?? null, callback: callback ?? null }),
      seek: (partition, offset) => ask({ op: 'seek', partition, offset }),
      position: (partition) => ask({ op: 'position', partition }),
      committed: (asked) => ask({ op: 'committed', partitions: asked }),
      assignment: () => ask({ op: 'assignment' }),
      pause: (asked) => ask({ op: 'pause', partitions: asked }),
      resume: (asked) => ask({ op: 'resume', partitions: asked }),
      paused: () => ask({ op: 'paused' }),
      wakeup: () => ask({ op: 'wakeup' }),
      groupMetadata: () => ask({ op: 'group-metadata' }),
      unsubscribe: () => ask({ op: 'unsubscribe' }),
      close: () => ask({ op: 'close' }),
    } as Services['consumer'],
    store: {
      saveOffsets: (offsets) => ask({ op: 'store-save-offsets', offsets }),
      loadOffsets: (asked) => ask({ op: 'store-load-offsets', partitions: asked }),
      begin: () => ask({ op: 'store-begin' }),
      commit: (transaction) =>
        ask({ op: 'store-commit', transaction, offsets: [], expected: null }),
      rollback: (transaction) => ask({ op: 'store-rollback', transaction }),
    } as Services['store'],
    producer: {
      *send(topic, sent) {
        const future = yield* ask({ op: 'send', topic, record: sent })
        const get = () => ask({ op: 'await-send', future })
        return { get, whenComplete: () => ask({ op: 'await-send', future }) }
      },
      *flush() {},
      initTransactions: () => ask({ op: 'init-transactions' }),
      beginTransaction: () => ask({ op: 'begin-transaction' }),
      sendOffsetsToTransaction: (offsets, group) => ask({ op: 'send-offsets', offsets, group }),
      commitTransaction: () => ask({ op: 'commit-transaction' }),
      abortTransaction: () => ask({ op: 'abort-transaction' }),
    },
    sleep: (ms) => ask({ op: 'sleep', ms }),
    process: (each) => ask({ op: 'process', record: each, transaction: null }),
    skip: (each) => ask({ op: 'skip', record: each }),
    fork: (body) => ask({ op: 'fork', body }),
    now: () => ask({ op: 'now' }),
    stopping: () => ask({ op: 'stopping' }),
    settings,
    topic: 'orders',
  }
  return services as Services
}
