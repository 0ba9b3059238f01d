/** The comparison as a Markdown page, for `reports/README.md`. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { underFaults, withSettings } from '../story/story.ts'
import { breakingSection } from './breaking-section.ts'
import { coverageMarkdown } from './coverage-text.ts'
import { type ColumnGroup, type Grid, gridOf, settingsLabel, signOf } from './grid.ts'
import { leastSearched, missRate } from './not-found.ts'
import { brokenClaims, catches, isSameRun, shortestViolations, type Violation } from './shortest.ts'
import { standstillLines } from './standstill.ts'
import { statisticsTable } from './statistics-table.ts'
import { brokenLines, noneBroken, type ReportContext, tell } from './summary.ts'
import { markdownTable } from './text-table.ts'

/** How a Markdown cell shows its verdicts; an empty one stays empty. */
function signs(
  grid: Grid,
  strategy: string,
  group: ColumnGroup,
  at: number,
  properties: readonly Cell['property'][],
): string {
  const column = group.columns[at]
  if (column === undefined) return ''
  return properties
    .map((name) => signOf(grid.cell(strategy, column, name)))
    .join('')
    .trim()
}

/** `250 (1.2 %)`: how few schedules a ○ of the row rests on; empty where there is none. */
function leastOf(
  grid: Grid,
  strategy: string,
  group: ColumnGroup,
  properties: readonly Cell['property'][],
): string {
  const cells = group.columns.flatMap((column) =>
    properties.flatMap((name) => grid.cell(strategy, column, name) ?? []),
  )
  const least = leastSearched(cells)
  return least === 0 ? '' : `${least} (${missRate(least)})`
}

function matrixOf(
  grid: Grid,
  group: ColumnGroup,
  properties: readonly Cell['property'][],
): readonly string[] {
  const rows = grid.strategies.map((entry) => [
    entry.faulty ? `_${entry.name}_` : `\`${entry.name}\``,
    entry.claims,
    ...group.columns.map((_, at) => signs(grid, entry.name, group, at, properties)),
    leastOf(grid, entry.name, group, properties),
  ])
  const faults = group.columns.map(({ fault }) => fault)
  return markdownTable(['strategy', 'claims', ...faults, '○ at least'], rows)
}

/** What was searched, in one paragraph: what a ○ rests on. */
function searched(comparison: Comparison): readonly string[] {
  const { scenario, seed, version, cells, statistics } = comparison
  const most = cells.reduce((count, cell) => Math.max(count, cell.search.schedules), 0)
  const total = statistics.reduce((sum, entry) => sum + entry.schedules, 0)
  const sizes =
    `${scenario.records} records in ${scenario.partitions} partitions of ` +
    `\`${scenario.topic}\`, ${scenario.members} members, ${scenario.brokers} brokers`
  return [
    `Ackurate ${version}, seed \`${seed}\`. Every strategy ran under every fault and setting ` +
      `with ${most} random schedules, ${total} in all, each with ${sizes} and at most ` +
      `${scenario.faultsMax} faults. A ○ says that none of those schedules broke the property; ` +
      'it is no proof (● the same of a claim). The last column says how few a ○ of the row ' +
      'rests on at least, and which ' +
      'part of such schedules may break it nevertheless (95 %). A ✓ is proved: every schedule ' +
      'within small bounds was tried.',
  ]
}

function fenced(text: string): readonly string[] {
  return ['', '```text', text, '```']
}

/** A story that opens on a click: the page stays readable with hundreds of them. */
function folded(
  violation: Violation,
  comparison: Comparison,
  context: ReportContext,
): readonly string[] {
  const { cell } = violation
  const title =
    `${cell.property} ${underFaults(cell.fault)}${withSettings(cell.settings)}` +
    (cell.claimed ? ' — **a broken claim**' : '')
  return [
    '',
    `<details><summary>${title}</summary>`,
    ...fenced(tell(violation, comparison.seed, context)),
    '',
    '</details>',
  ]
}

function strategySection(
  entry: StrategyEntry,
  violations: readonly Violation[],
  comparison: Comparison,
  context: ReportContext,
): readonly string[] {
  const own = violations.filter(({ cell }) => cell.strategy === entry.name)
  const summary = context.summaries.get(entry.name) ?? ''
  const claims = `Claims ${entry.claims}. ${summary}`.trim()
  const stories = own.flatMap((violation, at) => {
    const same = own.slice(0, at).find((other) => isSameRun(other, violation))
    if (same === undefined) return folded(violation, comparison, context)
    return ['', `${violation.cell.property}: the same run as ${same.cell.property}.`]
  })
  return ['', `### ${entry.name}`, '', claims, ...stories]
}

/** The page: how it was searched, the matrix, broken claims, stories, statistics. */
export function markdownReport(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  context: ReportContext,
): string {
  const grid = gridOf(comparison)
  const base = grid.groups[0]?.settings ?? {}
  const broken = brokenClaims(comparison)
  const caught = catches(comparison, context.catches)
  const tables = grid.groups.flatMap((group, index) => [
    ...(index === 0 ? [] : ['', `With \`${settingsLabel(group.settings, base)}\`:`]),
    '',
    ...matrixOf(grid, group, properties),
  ])
  const violations = shortestViolations(comparison.cells)
  const catchRows = caught.map(({ entry, expected, violation, asked }) => [
    entry.name,
    `${expected.property} ${underFaults(expected.under)}`,
    violation !== null ? 'caught' : asked ? '**not caught**' : 'not searched',
  ])
  return `${[
    '# The comparison',
    '',
    ...standstillLines(comparison).flatMap((line) => [`**${line}**`, '']),
    'Generated by `npm run compare`; the same data is in [comparison.json](comparison.json).',
    '',
    ...searched(comparison),
    '',
    ...(context.swarm.length === 0
      ? []
      : [
          'Every run draws its own mix of faults before it starts (swarm testing). For example,',
          ...fenced(context.swarm.join('\n')),
          '',
        ]),
    ...(context.changes ?? []),
    '## Verdicts',
    '',
    `Each cell shows ${properties.join(', then ')}: ✓ proved within bounds, ○ not found, ` +
      '✗ violated, ? undecided, empty: cannot happen there; ✔, ● and ✖ say the same where the ' +
      'strategy claims it. ↻ is violated by a rebalance at start: a member joined while another ' +
      'already worked. ' +
      'Strategies in _italics_ are known bugs.',
    ...tables,
    '',
    '## Broken claims',
    '',
    ...(broken.length === 0
      ? [noneBroken(comparison)]
      : ['```text', ...brokenLines(comparison), '```', '', 'The shortest story of each:']),
    ...broken.flatMap((violation) => fenced(tell(violation, comparison.seed, context))),
    '',
    ...breakingSection(comparison, context),
    '## Known bugs',
    '',
    ...markdownTable(['strategy', 'must be caught by', 'result'], catchRows),
    '',
    '## Statistics',
    '',
    ...statisticsTable(comparison),
    '',
    ...(context.coverage === undefined
      ? []
      : ['## Coverage', '', ...coverageMarkdown(context.coverage), '']),
    '## The shortest way to break each strategy',
    '',
    'A property that a strategy does not claim may well be violated: this is what it costs.',
    ...comparison.strategies.flatMap((entry) =>
      strategySection(entry, violations, comparison, context),
    ),
  ].join('\n')}\n`
}
