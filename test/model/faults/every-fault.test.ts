/** Every fault strikes when it can, says so once, and has the consequence that it is named for. */
import { describe, expect, it } from 'vitest'
import type { FaultName } from '../../../src/model/faults/all.ts'
import { faultNames } from '../../../src/model/faults/names.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { lines, of, type Played, play, type Strike, seen, shipped, type When } from '../scripted.ts'

const commitSyncAfterBatch = shipped('commit-sync-after-batch')

interface Case {
  readonly when: When
  readonly strategy?: Strategy
  readonly details?: readonly number[]
  /** What tells that the fault did what it is named for; `after` begins with its event. */
  readonly consequence: (after: readonly HistoryEvent[]) => boolean
}

const some = (after: readonly HistoryEvent[], pattern: RegExp): boolean =>
  lines(after, ...after.map(({ kind }) => kind)).some((line) => pattern.test(line))

const processing = seen('processing-started', 'A')
const requested = seen('commit-requested', 'A')
/** Offsets have been committed. */
const acknowledged = seen('commit-acknowledged', 'A')

/** Waits before it commits for as long as it takes to hear of a new leader. */
const lingering: Strategy = {
  name: 'lingering',
  claims: 'at-least-once',
  *run({ consumer, process, sleep }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      if (records.length > 0) yield* sleep(10_000)
      yield* consumer.commitSync()
    }
  },
}

const cases: Record<FaultName, Case> = {
  crash: {
    when: processing,
    consequence: (after) => of(after, 'started').some(({ replaces }) => replaces === 'A'),
  },
  shutdown: {
    when: processing,
    consequence: (after) => some(after, /^A stopping/) && some(after, /^A stopped/),
  },
  join: {
    when: processing,
    consequence: (after) => of(after, 'started')[0]?.replaces === null && some(after, /^A revoked/),
  },
  pause: { when: processing, consequence: (after) => some(after, /^A lost/) },
  'slow-handler': { when: processing, consequence: (after) => some(after, /^A lost/) },
  'handler-error': {
    when: processing,
    consequence: (after) => of(after, 'processing-failed').length === 1 && some(after, /^A died/),
  },
  'poison-record': {
    when: processing,
    consequence: (after) =>
      of(after, 'processing-failed').length > 2 &&
      new Set(of(after, 'processing-failed').map(({ offset }) => offset)).size === 1,
  },
  'commit-lost': {
    when: requested,
    details: [1],
    consequence: (after) => {
      const [unknown] = of(after, 'commit-unknown')
      const applied = of(after, 'commit-applied').map(({ commit }) => commit)
      return unknown?.member === 'A' && !applied.includes(unknown.commit)
    },
  },
  'commit-unanswered': {
    when: requested,
    details: [1],
    consequence: (after) => some(after, /^A commit-unknown/) && some(after, /^A commit-applied/),
  },
  'commit-refused': {
    when: requested,
    details: [6],
    consequence: (after) => some(after, /^A commit-refused .* CommitFailedException/),
  },
  'commit-delayed': {
    when: requested,
    consequence: (after) => {
      const first = of(after, 'commit-applied').filter(({ commit }) => commit === 0)
      return first.length === 2 && (first[1]?.time ?? 0) - (first[0]?.time ?? 0) > 20_000
    },
  },
  disconnect: {
    when: requested,
    details: [1],
    consequence: (after) => {
      const applied = of(after, 'commit-applied').map(({ commit }) => commit)
      return new Set(applied).size < applied.length
    },
  },
  'coordinator-failover': {
    when: requested,
    consequence: (after) =>
      (of(after, 'commit-acknowledged')[0]?.time ?? 0) - (after[0]?.time ?? 0) >= 100,
  },
  'offsets-loss': {
    when: acknowledged,
    consequence: (after) => of(after, 'committed-offset-lost').length > 0,
  },
  'leader-failover': {
    when: processing,
    strategy: lingering,
    // The partition awaits validation when it commits, and is left out (A.2.5).
    consequence: (after) => {
      const ofA = lines(after, 'polled', 'commit-requested').filter((line) => /^A/.test(line))
      return /polled/.test(ofA[0] ?? '') && of(after, 'truncated-to').length === 0
    },
  },
  'unclean-election': {
    when: processing,
    details: [8],
    consequence: (after) => of(after, 'truncated-to').length === 1,
  },
  retention: {
    when: processing,
    consequence: (after) => of(after, 'deleted-below')[0]?.offset === 1,
  },
  'offset-expiry': {
    when: acknowledged,
    consequence: (after) =>
      of(after, 'committed-offset-lost').every(({ reason }) => reason === 'offset-expiry') &&
      some(after, /committed-offset-lost/) &&
      some(after, /^B stopped/),
  },
  'partition-added': {
    when: processing,
    consequence: (after) => of(after, 'assigned').some(({ partition }) => partition === 2),
  },
  'store-failure': {
    when: seen('processing-done', 'A'),
    strategy: shipped('external-store-atomic'),
    consequence: (after) => some(after, /^A store-failed StoreException/),
  },
  'transaction-timeout': {
    when: seen('effect', 'A'),
    strategy: shipped('transactional'),
    consequence: (after) => of(after, 'transaction-aborted').length > 0,
  },
}

function strike(fault: FaultName): Played {
  const { when, strategy = commitSyncAfterBatch, details = [] } = cases[fault]
  const strikes: Strike[] = [{ fault, when, details }]
  const settings: Settings = { ...defaultSettings, ...strategy.settings }
  const scenario = { partitions: 2, records: 20, members: 2 }
  return play({ scenario, settings, faults: strikes }, strategy.run)
}

describe('every fault', () => {
  it.each(faultNames)('%s strikes once, and does what it is named for', (fault) => {
    const { events } = strike(fault)
    const faults = of(events, 'fault')
    expect(faults.map((event) => event.fault)).toEqual([fault])
    const after = events.slice(events.indexOf(faults[0] as HistoryEvent))
    expect(cases[fault].consequence(after)).toBe(true)
  })

  it.each(faultNames)('without %s the same run has no such consequence', (fault) => {
    const { strategy = commitSyncAfterBatch, consequence } = cases[fault]
    const settings = { ...defaultSettings, ...strategy.settings }
    const scenario = { partitions: 2, records: 20, members: 2 }
    const { events } = play({ scenario, settings }, strategy.run)
    const from = events.findIndex((event) =>
      cases[fault].when(event, events.slice(0, events.indexOf(event) + 1)),
    )
    expect(from).toBeGreaterThan(0)
    expect(consequence(events.slice(from))).toBe(false)
  })

  it.each([
    ['crash', 'B'],
    ['shutdown', 'B'],
    ['pause', 'B'],
  ] as const)('%s strikes the member that is chosen', (fault, target) => {
    const { events } = play(
      {
        scenario: { members: 3, partitions: 3, records: 9 },
        faults: [{ fault, target, when: seen('joined', 'C') }],
      },
      commitSyncAfterBatch.run,
    )
    expect(of(events, 'fault')[0]?.member).toBe(target)
  })

  it('retention spares what a new leader does not know to be replicated', () => {
    const deleting = (below: number) => () => {
      const late = { fault: 'leader-failover', when: seen('produced', undefined, 4), details: [1] }
      const deleted = { fault: 'retention', when: seen('fault'), details: [below - 1] }
      return play({ faults: [late, deleted] as Strike[] }, commitSyncAfterBatch.run).events
    }
    expect(of(deleting(3)(), 'deleted-below')).toMatchObject([{ offset: 3 }])
    expect(deleting(4)).toThrow('the script chose 3 of 3')
  })
})
