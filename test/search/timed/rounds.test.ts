import { expect, test } from 'vitest'
import { createLagHistogram } from '../../../src/search/timed/lag-histogram.ts'
import type { Replication } from '../../../src/search/timed/replication.ts'
import { nextRound } from '../../../src/search/timed/rounds.ts'
import { plain } from './load.ts'

const profile = { ...plain, 'crashes.per.day': 1 }
const effort = { precision: 0.1, virtualMsMax: 100_000_000 }

function runsWith(about: Replication['about'], repeated: readonly number[]): Replication[] {
  return repeated.map((count) => ({
    about,
    virtualMs: 100_000,
    measuredMs: 50_000,
    produced: 1000,
    lost: 0,
    drained: true,
    firsts: 1000,
    repeated: count,
    commits: 10,
    polls: 500,
    polled: 1000,
    blockedMs: 0,
    memberMs: 50_000,
    lags: { ...createLagHistogram(), total: 1, counts: [1], sum: 0.01 },
    recoveryMs: about === 'quiet' ? null : 5000,
    worstLagMs: 5000,
  }))
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0)

test('the first round has runs of all that happens, and of nothing else', () => {
  expect(nextRound(profile, [], effort)).toEqual([
    { about: 'quiet', from: 0, count: 8 },
    { about: 'crash', from: 0, count: 16 },
  ])
  expect(nextRound(plain, [], effort)).toEqual([{ about: 'quiet', from: 0, count: 8 }])
})

test('what varies gets more runs, numbered on; zeros are believed after 32', () => {
  const crashes = runsWith('crash', [...zeros(8), ...zeros(8).map(() => 20)])
  const runs = [...runsWith('quiet', zeros(32)), ...crashes]
  const round = nextRound(profile, runs, effort)
  expect(round).toEqual([{ about: 'crash', from: 16, count: 48 }])
  expect(nextRound(profile, runs.slice(0, 8).concat(crashes), effort)[0]).toEqual({
    about: 'quiet',
    from: 8,
    count: 24,
  })
})

test('nothing more is run when all is precise, or the hours are used up', () => {
  const steady = [
    ...runsWith('quiet', zeros(32)),
    ...runsWith(
      'crash',
      zeros(32).map(() => 20),
    ),
  ]
  expect(nextRound(profile, steady, effort)).toEqual([])
  const wild = runsWith('crash', [...zeros(16), 90])
  const used = 49 * 100_000
  const runs = [...runsWith('quiet', zeros(32)), ...wild]
  expect(nextRound(profile, runs, { ...effort, virtualMsMax: used })).toEqual([])
  expect(nextRound(profile, runs, { ...effort, virtualMsMax: used + 700_000 })).toEqual([
    { about: 'crash', from: 17, count: 7 },
  ])
})
