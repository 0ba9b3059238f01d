/** What a page names for a stronger promise, by hand-written figures and by the committed ones. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { committedComparison } from '../../scripts/docs/generated-pages.ts'
import { stronger } from '../../scripts/docs/strategies/stronger.ts'
import { changesTo } from '../../scripts/docs/words/changes.ts'
import type {
  Comparison,
  Figure,
  Statistics,
  StrategyEntry,
} from '../../src/search/verdicts/comparison.ts'

const committed = committedComparison(join(import.meta.dirname, '../..'))

const entryOf = (name: string): StrategyEntry => {
  const found = committed.strategies.find((entry) => entry.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  return found
}

/** So small an interval that any two different means are clearly different. */
const figure = (mean: number): Figure => ({
  ...{ mean, p50: mean, p99: mean, max: Math.ceil(mean) },
  ci95: [mean * 0.99, mean * 1.01],
})

type Given = readonly [lost: number, duplicated: number]

function statisticsOf(strategy: string, fault: string, [lost, duplicated]: Given): Statistics {
  const [some] = committed.statistics
  if (some === undefined) throw new Error('no statistics')
  const figures = { lost: figure(lost), duplicated: figure(duplicated) }
  return { ...some, ...figures, strategy, fault: fault as Statistics['fault'] }
}

/** What is stronger than the first, of these with their figures under one fault. */
function named(fault: string, given: Readonly<Record<string, Given>>): readonly string[] {
  const names = Object.keys(given)
  const comparison: Comparison = {
    ...committed,
    strategies: names.map(entryOf),
    statistics: Object.entries(given).map(([name, own]) => statisticsOf(name, fault, own)),
  }
  return stronger(comparison, entryOf(names[0] ?? '')).map(({ entry }) => entry.name)
}

test('what repeats less and loses nothing is named', () => {
  const given = { 'spring-time': [0, 3], 'spring-record': [0, 1] } as const
  expect(named('crash', given)).toEqual(['spring-record'])
})

test('what loses is never named instead of what repeats, however much that is', () => {
  const given = { 'spring-time': [0, 9], 'spring-record': [0.01, 0] } as const
  expect(named('crash', given)).toEqual([])
})

test('what repeats is named instead of a known bug that loses, of no sound strategy', () => {
  const bug = { 'commit-sync-mid-batch': [2, 0], 'commit-sync-after-record': [0, 1] } as const
  expect(named('crash', bug)).toEqual(['commit-sync-after-record'])
  const sound = {
    'commit-sync-before-processing': [2, 0],
    'commit-sync-after-record': [0, 1],
    'external-store-atomic': [0, 0],
  } as const
  expect(named('crash', sound)).toEqual(['external-store-atomic'])
})

test('another client, and a known bug, are named for nothing', () => {
  const given = {
    'spring-time': [0, 3],
    'commit-sync-after-record': [0, 0],
    'spring-manual-out-of-order': [0, 0],
  } as const
  expect(named('crash', given)).toEqual([])
})

test('words for what has to be changed are about sound strategies that ship', () => {
  const sound = committed.strategies.filter(({ faulty }) => !faulty).map(({ name }) => name)
  expect(Object.keys(changesTo).filter((name) => !sound.includes(name))).toEqual([])
})

test('for what promises the most there is, nothing is named', () => {
  for (const name of [
    'external-store-atomic',
    'connect-own-offsets',
    'spark-structured-streaming',
  ]) {
    expect(stronger(committed, entryOf(name))).toEqual([])
  }
})
