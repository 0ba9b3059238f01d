/** The table of all strategies, by framework. */
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { type ShippedStrategy, strategies } from '../../../src/strategies/all.ts'
import { page } from '../page.ts'
import { usualCells, usualStatistics } from './cells.ts'

/** Under how many faults it lost or repeated something, of those that can touch it. */
function broken(comparison: Comparison, strategy: string, property: string): string {
  const own = usualCells(comparison).filter(
    (cell) => cell.strategy === strategy && cell.property === property,
  )
  const decided = own.filter(({ verdict }) => ['holds', 'not-found', 'violated'].includes(verdict))
  const violated = decided.filter(({ verdict }) => verdict === 'violated')
  return decided.length === 0 ? '' : `${violated.length} of ${decided.length}`
}

function row({ strategy }: ShippedStrategy, comparison: Comparison): readonly string[] {
  const quiet = usualStatistics(comparison, strategy.name).find(({ fault }) => fault === 'none')
  return [
    `[${strategy.name}](${strategy.name}.md)`,
    strategy.summary ?? '',
    strategy.claims,
    broken(comparison, strategy.name, 'at-least-once'),
    broken(comparison, strategy.name, 'at-most-once'),
    quiet === undefined ? '' : quiet.commitRequests.mean.toFixed(1),
  ]
}

const titles: readonly (readonly [string, string])[] = [
  ['kafka-consumer', 'The Java client'],
  ['spring-kafka', 'Spring Kafka'],
  ['connect', 'Kafka Connect'],
  ['spark', 'Spark'],
  ['kafkajs', 'kafkajs'],
  ['faulty', 'Known bugs, kept so that they must be caught'],
]

/** The page. */
export function strategyIndex(comparison: Comparison): string {
  const sections = titles.flatMap(([family, title]) => [
    '',
    `## ${title}`,
    '',
    ...markdownTable(
      ['strategy', 'what it does', 'claims', 'loses under', 'repeats under', 'commits'],
      strategies.filter((one) => one.family === family).map((one) => row(one, comparison)),
    ),
  ])
  return page('src/strategies and reports/comparison.json', [
    '# Strategies',
    '',
    'One page for each: as you write it, its code here, what it promises, what breaks it, what it',
    'costs, and what to use instead. _Loses under_ and _repeats under_ count faults, of those that can touch it, in the',
    '[committed comparison](../../reports/README.md) with `auto.offset.reset=earliest`; faults in',
    'which the broker throws records away break every strategy. _Commits_ are commit requests in a',
    `quiet run of ${comparison.scenario.records} records. How to choose:`,
    '[how-to](../how-to/choose-a-strategy.md).',
    ...sections,
  ])
}
