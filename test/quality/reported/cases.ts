/**
 * What is searched for each report, and for its control: the faults that the reporters named, in
 * the smallest scenario in which their situation can come up.
 *
 * There are several times as many schedules as it takes on average to find the bug.
 */
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'
import { retryRefusedCommits, retryUnlessSuperseded } from './programs/retry-refused-commits.ts'
import { progressButForServerErrors, survivors } from './properties.ts'
import type { Search } from './search.ts'

type Case = Omit<Search, 'seed'>

/** The services that start at the end ask for it themselves; this tells the search. */
const latest: Settings = { ...defaultSettings, 'auto.offset.reset': 'latest' }

/** Many partitions, each read in its turn, and one process at the start. */
const busy = { partitions: 6, members: 1 }

export const cases = {
  autoResolveBreak: {
    subject: 'auto-resolve-break',
    faults: { shutdown: 1 },
    schedules: 25,
    judge: ['at-least-once'],
    shrinkFully: ['at-least-once'],
    scenario: { members: 1 },
  },
  autoResolveOff: {
    subject: 'auto-resolve-off',
    faults: { shutdown: 1 },
    schedules: 25,
    judge: ['at-least-once'],
    scenario: { members: 1 },
  },
  staleChecks: {
    subject: 'stale-checks',
    faults: { join: 2, 'leader-failover': 6 },
    // About one in twenty moves the group back.
    schedules: 200,
    judge: ['commit-monotonic', 'at-most-once', 'at-least-once'],
    shrinkFully: ['commit-monotonic'],
    scenario: { ...busy, brokers: 3, records: 30, faultsMax: 8, delaysMax: 0 },
  },
  manualCommit: {
    subject: 'manual-commit',
    faults: { 'commit-refused': 1 },
    schedules: 25,
    judge: [progressButForServerErrors, 'at-least-once'],
    shrinkFully: ['progress'],
  },
  autoCommit: {
    subject: 'each-message',
    faults: { 'commit-refused': 1 },
    schedules: 25,
    judge: [progressButForServerErrors, 'at-least-once'],
  },
  parallelBatch: {
    subject: 'parallel-batch',
    faults: { 'handler-error': 1 },
    schedules: 30,
    judge: ['at-least-once'],
    shrinkFully: ['at-least-once'],
    scenario: { members: 1 },
  },
  sequentialBatch: {
    subject: 'sequential-batch',
    faults: { 'handler-error': 1 },
    schedules: 30,
    judge: ['at-least-once'],
    scenario: { members: 1 },
  },
  swallowedError: {
    subject: 'swallowed-error',
    faults: { 'handler-error': 1 },
    schedules: 10,
    judge: ['at-least-once'],
    shrinkFully: ['at-least-once'],
  },
  rethrownError: {
    subject: 'rethrown-error',
    faults: { 'handler-error': 1 },
    schedules: 10,
    judge: ['at-least-once'],
  },
  slowBatches: {
    subject: 'slow-batches',
    faults: { join: 1 },
    schedules: 20,
    judge: ['at-most-once', 'at-least-once'],
    // What is slow besides makes its batches outlive their rebalance without anybody joining.
    scenario: { partitions: 4, members: 1, brokers: 1, records: 48, delaysMax: 0 },
  },
  slowMessages: {
    subject: 'slow-messages',
    faults: { join: 1 },
    schedules: 20,
    judge: ['at-most-once', 'at-least-once'],
    scenario: { partitions: 4, members: 1, brokers: 1, records: 48 },
  },
  outOfRangeLatest: {
    subject: 'latest',
    faults: { retention: 1 },
    schedules: 40,
    judge: [survivors, 'commit-monotonic'],
    scenario: { settings: latest },
  },
  outOfRangeEarliest: {
    subject: 'earliest',
    faults: { retention: 1 },
    schedules: 40,
    judge: [survivors, 'commit-monotonic'],
  },
  unawaitedWork: {
    subject: 'unawaited-work',
    faults: { crash: 1 },
    schedules: 20,
    judge: ['at-least-once', 'at-most-once'],
    shrinkFully: ['at-least-once'],
    scenario: { members: 1 },
  },
  staleRetry: {
    subject: retryRefusedCommits,
    faults: { join: 2 },
    schedules: 300,
    judge: ['commit-monotonic', 'at-most-once'],
    scenario: { partitions: 3, members: 1 },
  },
  guardedRetry: {
    subject: retryUnlessSuperseded,
    faults: { join: 2 },
    schedules: 300,
    judge: ['commit-monotonic'],
    scenario: { partitions: 3, members: 1 },
  },
  noOpCommit: {
    subject: 'no-op-commit',
    faults: { crash: 1 },
    schedules: 10,
    judge: ['at-most-once', 'at-least-once'],
  },
  thisOffset: {
    subject: 'commit-this-offset',
    faults: { shutdown: 1 },
    schedules: 10,
    judge: ['at-most-once', 'at-least-once'],
  },
  thisOffsetUndisturbed: {
    subject: 'commit-this-offset',
    faults: {},
    schedules: 3,
    judge: ['progress'],
  },
  firstCommitLatest: {
    subject: 'latest',
    faults: { crash: 1 },
    schedules: 60,
    judge: ['at-least-once'],
    shrinkFully: ['at-least-once'],
    scenario: { newGroup: true, members: 1, brokers: 1, settings: latest },
  },
  firstCommitEarliest: {
    subject: 'earliest',
    faults: { crash: 1 },
    schedules: 60,
    judge: ['at-least-once'],
    scenario: { newGroup: true, members: 1, brokers: 1 },
  },
} as const satisfies Readonly<Record<string, Case>>
