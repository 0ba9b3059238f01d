import { expect, test } from 'vitest'
import { faultNames } from '../../../src/model/faults/names.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { sentence } from '../../../src/report/story/sentence.ts'

const a = { time: 0, member: 'A' } as const
const p = { ...a, topic: 'orders', partition: 1, offset: 4 } as const
const g = { ...p, generation: 2 } as const

test.each<[HistoryEvent, string, string]>([
  [{ kind: 'started', ...a, replaces: 'B' }, 'starts', 'in place of B'],
  [
    { kind: 'died', ...a, error: 'TimeoutException', message: 'm' },
    'dies of TimeoutException',
    'm',
  ],
  [
    { kind: 'thread-ended', ...a, polled: true, error: 'CommitFailedException', message: 'gone' },
    "'s thread that polls dies of CommitFailedException",
    'its process lives on: gone',
  ],
  [
    { kind: 'thread-ended', ...a, polled: false, error: null, message: '' },
    "'s thread ends",
    'its process lives on',
  ],
  [{ kind: 'truncated-to', ...p }, 'orders-1 is cut back to end at 4', ''],
  [{ kind: 'joined', ...a, generation: 2 }, 'joins', 'generation 2'],
  [{ kind: 'lost', ...g, generation: -1 }, 'finds that it lost orders-1', 'outside any generation'],
  [{ kind: 'position', ...p, reason: 'seek' }, 'will read orders-1', 'from 4, by seek'],
  [
    { kind: 'processing-failed', ...p, error: 'HandlerError' },
    'fails at orders-1@4',
    'HandlerError',
  ],
  [
    { kind: 'handed-on', ...p, toTopic: 'dead', toPartition: 0, toOffset: 2 },
    'hands orders-1@4 on',
    'as dead-0@2',
  ],
  [
    { kind: 'consumer-replaced', ...a, generation: 2, consumer: 1 },
    "'s consumer no. 2 is back, or another in its place",
    'generation 2',
  ],
  [{ kind: 'subscribed', ...a, topics: ['orders', '/x/'] }, 'subscribes to orders, /x/', ''],
  [
    { kind: 'subscribed', ...a, topics: ['others'], consumer: 1 },
    "'s consumer no. 2 subscribes to others",
    '',
  ],
  [{ kind: 'unsubscribed', ...a }, 'unsubscribes', ''],
  [{ kind: 'session-expired', ...a }, 'has been silent for its session', 'the group puts it out'],
  [
    { kind: 'poll-timeout-expired', ...a },
    'has slept too long since its poll',
    'max.poll.interval.ms is over: it leaves the group',
  ],
  [{ kind: 'assigned-by-hand', ...a, partitions: ['orders-1'] }, 'assigns itself orders-1', ''],
  [{ kind: 'assigned-by-hand', ...a, partitions: [] }, 'assigns itself nothing', ''],
  [{ kind: 'sought-end', ...p, end: 'beginning' }, 'seeks the beginning of orders-1', ''],
  [{ kind: 'paused', ...p }, 'pauses orders-1', ''],
  [{ kind: 'resumed', ...p }, 'resumes orders-1', ''],
  [{ kind: 'processing-skipped', ...p }, 'gives up orders-1@4 on purpose', ''],
  [
    { kind: 'effect', ...p, transaction: 3 },
    'records the effect of orders-1@4',
    'in transaction 3',
  ],
  [
    { kind: 'commit-requested', ...g, commit: 1, source: 'auto' },
    'auto-commits orders-1 → 4',
    'requested',
  ],
  [
    { kind: 'commit-unknown', ...g, commit: 1, error: 'TimeoutException' },
    'does not learn of its commit orders-1 → 4',
    'TimeoutException',
  ],
  [
    { kind: 'committed-offset-lost', ...p, offset: null, previous: 4, reason: 'offset-expiry' },
    'the committed offset of orders-1 is lost',
    'was 4, now none',
  ],
  [{ kind: 'store-saved', ...p, transaction: null }, 'saves orders-1 → 4 in its store', ''],
  [
    { kind: 'transaction-aborted', ...a, transaction: 3, reason: 'timeout' },
    'aborts transaction 3',
    'timeout',
  ],
  [{ kind: 'ended', time: 0, drained: false }, 'the run ends', 'with work left'],
])('tells %o', (event, text, note) => {
  expect(sentence(event)).toEqual({ who: 'member' in event ? 'A' : '', text, note })
})

test.each(faultNames)('marks %s as a fault', (fault) => {
  const told = sentence({ kind: 'fault', time: 0, fault, member: null, detail: 'broker 2' })
  expect(told.note).toBe('← fault')
  expect(told.text).toMatch(/^[a-z].+: broker 2$/)
})
