/** Timed runs against what can be worked out on paper; the tolerance is the interval's own. */
import { expect, test } from 'vitest'
import { constant } from '../../../src/search/timed/distribution.ts'
import { distance, figuresUnder, plain, runsOf, shipped } from './load.ts'

const autoCommit = shipped('auto-commit')
const commitSyncAfterBatch = shipped('commit-sync-after-batch')
const commitSyncAfterRecord = shipped('commit-sync-after-record')
const commitSyncBeforeProcessing = shipped('commit-sync-before-processing')

test('a crash under auto-commit repeats half an interval of records', () => {
  // At a random moment the last commit is interval / 2 old: 20 records/s * 2 s / 2.
  const { events } = figuresUnder({
    strategy: autoCommit,
    about: 'crash',
    runs: 80,
    settings: { 'auto.commit.interval.ms': 2000 },
  })
  expect(distance(events[0]?.duplicates, 20)).toBeLessThan(1)
  expect(events[0]?.duplicates?.halfWidth).toBeLessThan(4)
  expect(events[0]?.losses?.value).toBe(0)
  expect(events[0]?.unrecovered).toBe(0)
  // It is noticed when the session is over, which began up to a heartbeat before the crash.
  expect(distance(events[0]?.recovery, 6 - 3 / 2)).toBeLessThan(1)
})

test('auto-commit asks for one commit per member and interval', () => {
  const { quiet } = figuresUnder({
    strategy: autoCommit,
    about: 'quiet',
    runs: 40,
    profile: { members: 2, partitions: 2 },
    settings: { 'auto.commit.interval.ms': 2000 },
  })
  expect(distance(quiet.commits, (1000 * 2) / (2 * 20))).toBeLessThan(1)
  expect(quiet.blocked?.value).toBe(0)
})

test('full polls of 8 and a commit each are 125 commits per thousand', () => {
  const { quiet } = figuresUnder({
    strategy: commitSyncAfterBatch,
    about: 'quiet',
    runs: 2,
    profile: { 'backlog.records': 5000, 'handler.ms': constant(20) },
    settings: { 'max.poll.records': 8 },
  })
  expect(quiet.batch?.value).toBe(8)
  expect(quiet.commits?.value).toBeCloseTo(125, 0)
})

test('the lag is that of Pollaczek and Khinchine: M/D/1', () => {
  // Use 0.6 of a server of 20 ms: 15 ms of waiting, and half the handler until the effect.
  const { quiet } = figuresUnder({
    strategy: autoCommit,
    about: 'quiet',
    runs: 36,
    profile: { 'records.per.second': 30, 'handler.ms': constant(20) },
  })
  expect(distance(quiet.lagMean, 15 + 10)).toBeLessThan(1)
  expect((quiet.lagMean?.halfWidth ?? 9) / 25).toBeLessThan(0.06)
})

test('a commit per record is part of the service: M/D/1 again, and so much time blocked', () => {
  // A server of 15 ms and a commit of 5 ms: the wait is that of 20 ms, the effect comes at 7.5.
  const { quiet } = figuresUnder({
    strategy: commitSyncAfterRecord,
    about: 'quiet',
    runs: 36,
    profile: {
      'records.per.second': 30,
      'handler.ms': constant(15),
      'broker.ms': constant(5),
    },
    settings: { 'max.poll.records': 1 },
  })
  expect(distance(quiet.lagMean, 15 + 7.5)).toBeLessThan(1)
  expect(distance(quiet.blocked, 100 * 30 * 0.005)).toBeLessThan(1)
  expect(quiet.commits?.value).toBeCloseTo(1000, 0)
})

test('a commit before processing loses a record if the crash falls between the two', () => {
  // From the request (5 ms until it is acknowledged) to the effect (half of 20 ms), 20 a second.
  const { events } = figuresUnder({
    strategy: commitSyncBeforeProcessing,
    about: 'crash',
    runs: 80,
    profile: { 'handler.ms': constant(20), 'broker.ms': constant(5) },
    settings: { 'max.poll.records': 1 },
  })
  expect(distance(events[0]?.losses, 20 * (0.005 + 0.01))).toBeLessThan(1)
  expect(events[0]?.losses?.value).toBeGreaterThan(0.1)
  expect(events[0]?.duplicates?.value).toBe(0)
})

/** First effects per second when every poll is full, and its handlers take this long each. */
function progressOf(handlerMs: number): number | undefined {
  return figuresUnder({
    strategy: commitSyncAfterBatch,
    about: 'quiet',
    runs: 1,
    profile: {
      'backlog.records': 20_000,
      'handler.ms': constant(handlerMs),
      'warmup.ms': 100_000,
      'window.ms': 120_000,
    },
    settings: { 'max.poll.records': 100, 'max.poll.interval.ms': 10_000 },
  }).quiet.throughput?.value
}

test('livelock begins where a full poll takes longer than max.poll.interval.ms', () => {
  expect(progressOf(99)).toBeCloseTo(10.1, 0)
  expect(progressOf(101)).toBe(0)
})

test('the same request gives the same counts, another seed others', () => {
  const load = { strategy: autoCommit, about: 'deploy', runs: 2 } as const
  const profile = { ...plain, members: 2, partitions: 2 }
  const [first, second] = runsOf({ ...load, profile })
  expect(runsOf({ ...load, profile })).toEqual([first, second])
  expect(first?.lags).not.toEqual(second?.lags)
  expect(first).toMatchObject({ about: 'deploy', lost: 0, repeated: 0, drained: true })
  expect(first?.recoveryMs).toBeGreaterThan(0)
})

test('a pause past the session costs a member its partitions, a short one only time', () => {
  const paused = (ms: number) =>
    runsOf({
      strategy: autoCommit,
      about: 'pause',
      runs: 4,
      profile: { members: 2, partitions: 2, 'pause.ms': constant(ms) },
    })
  for (const { repeated, recoveryMs } of paused(2000)) {
    expect(repeated).toBe(0)
    expect(recoveryMs).toBeGreaterThan(1900)
    expect(recoveryMs).toBeLessThan(3000)
  }
  for (const { repeated } of paused(20_000)) expect(repeated).toBeGreaterThan(0)
})
