import { expect, test } from 'vitest'
import { faultNames } from '../../../src/model/faults/names.ts'
import { checkText } from '../../../src/report/tables/check-text.ts'
import { markdownReport } from '../../../src/report/tables/markdown.ts'
import { matrix } from '../../../src/report/tables/matrix.ts'
import { brokenClaims, catches } from '../../../src/report/tables/shortest.ts'
import { summary } from '../../../src/report/tables/summary.ts'
import { verdictTable } from '../../../src/report/tables/verdicts.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { cell, comparison, loss, lossCell } from '../fixtures.ts'

const both = ['at-least-once', 'at-most-once'] as const
const faulty = 'commit-sync-mid-batch'
const context = {
  swarm: ['faults: 0..3'],
  statements: new Map([['at-least-once', 'Every record was processed.']]),
  headings: new Map([
    ['at-least-once', 'at least'],
    ['at-most-once', 'at most'],
  ]),
  catches: new Map([[faulty, { property: 'at-least-once', under: 'crash' }]]),
  summaries: new Map([[faulty, 'Commits in the middle of a batch.']]),
}

const broken: Comparison = {
  ...comparison,
  cells: comparison.cells.map((one) => (one === lossCell ? { ...one, claimed: true } : one)),
}

test('the matrix shows two signs per fault, families, and the settings apart', () => {
  const lines = matrix(comparison, both, 100).split('\n')
  const name = '  commit-sync-before-processing'.padEnd(35)
  expect(lines).toContain(`${name}○● ✗●`)
  expect(lines).toContain(`${'  commit-sync-mid-batch'.padEnd(35)}●○ ✖?!`)
  expect(lines).toContain('The same with auto.offset.reset = latest:')
  expect(lines.slice(lines.indexOf('The same with auto.offset.reset = latest:'))).toContain(
    `${name}✗●`,
  )
})

test('the matrix of all faults fits 120 columns in one table', () => {
  const all = ['none', ...faultNames].flatMap((fault) =>
    comparison.strategies.flatMap(({ name }) =>
      both.map((property) => cell({ strategy: name, fault, property })),
    ),
  )
  const text = matrix({ ...comparison, cells: all }, both, 120)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  expect(text).toContain(` ${'○○ '.repeat(22).trim()}`)
})

test('more properties than fit are shown in blocks below each other', () => {
  const properties = ['at-least-once', 'at-most-once', 'exactly-once', 'progress'] as const
  const all = ['none', ...faultNames].flatMap((fault) =>
    properties.map((property) => cell({ fault, property })),
  )
  const lines = matrix({ ...comparison, cells: all }, properties, 100).split('\n')
  expect(lines.every((line) => line.length <= 100)).toBe(true)
  expect(lines.filter((line) => line === 'kafka-consumer')).toHaveLength(2)
})

test('a broken claim is marked, listed and told; a caught bug is one line', () => {
  const text = summary(broken, both, { ...context, width: 100 })
  expect(text).toContain(`! commit-sync-before-processing    ○● ✖●!`)
  expect(text).toMatch(
    /Broken claims:\n\n {2}commit-sync-before-processing +at-least-once under crash\n/,
  )
  expect(text).toContain('   5  A  crashes                  ← fault')
  expect(text).toMatch(/commit-sync-mid-batch +caught by at-least-once under crash$/m)
  expect(text).toContain('1 of 2 strategies break properties beyond their claims')
  const sound = summary(comparison, both, context)
  expect(sound).not.toContain('Broken claims:')
  expect(sound).toContain('No claim is broken but those of the known bugs.')
})

test('a claim that nobody could decide is no good news', () => {
  const reason = 'only 20 schedules; a claim takes 100'
  const undecided = cell({ fault: 'join', verdict: 'unknown', claimed: true, reason })
  const open = { ...comparison, cells: [...comparison.cells, undecided] }
  const line = 'No claim is broken but those of the known bugs, and 1 is undecided (?).'
  expect(summary(open, both, context)).toContain(line)
  expect(markdownReport(open, both, context)).toContain(line)
  expect(checkText(open, both, context, 'claimed')).toContain(
    `Undecided claims (?):\n  ${reason}: `,
  )
})

test('the shortest violation of a claim is the one that is told', () => {
  const shorter = cell({
    fault: 'pause',
    verdict: 'violated',
    claimed: true,
    counterexample: { ...loss, choices: 2 },
  })
  const found = brokenClaims({ ...broken, cells: [...broken.cells, shorter] })
  expect(found.map((violation) => violation.cell.fault)).toEqual(['pause'])
})

test('a bug that its property does not catch is said loudly', () => {
  const expected = new Map([[faulty, { property: 'at-most-once', under: 'crash' }]])
  expect(catches(comparison, expected)).toMatchObject([{ violation: null, asked: true }])
  const text = summary(comparison, both, { ...context, catches: expected })
  expect(text).toContain('NOT caught by at-most-once under crash')
})

test('the verdicts of one strategy stand under each other, with reasons', () => {
  const text = verdictTable(comparison, faulty, both, context.headings)
  expect(text).toContain('crash                  ✖!    ?')
  expect(text).toContain('offsets-loss (latest)  ○     ○')
  expect(text).toContain('unknown: out of time (crash)')
})

test('the Markdown page holds answers, maps, and the stories of broken claims', () => {
  const page = markdownReport(broken, both, context)
  expect(page).toContain(
    '| [`commit-sync-before-processing`](index.html#/strategy/commit-sync-before-processing) | ' +
      'at-most-once | ○● | ✖● | 100 (3 %) |',
  )
  expect(page).toContain('mid-batch) | at-least-once under crash | caught |')
  expect(page).toContain('**Kafka consumer (Java client)**: it loses records in a crash')
  expect(page).toContain('```text\ncommit-sync-before-processing breaks at-least-once under crash')
  expect(page.endsWith('\n')).toBe(true)
})
