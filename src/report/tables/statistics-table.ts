/** How much was lost and repeated, per strategy under the worst fault, or under each fault. */
import type { Comparison, Figure, Statistics } from '../../search/verdicts/comparison.ts'
import { settingsLabel } from './grid.ts'
import { columns } from './text-table.ts'

type Measure = 'lost' | 'reprocessed'

function worst(entries: readonly Statistics[], measure: Measure): Statistics | undefined {
  let found: Statistics | undefined
  for (const entry of entries) {
    if (found === undefined || entry[measure].mean > found[measure].mean) found = entry
  }
  return found
}

function figureText(figure: Figure): string {
  const [low, high] = figure.ci95
  if (figure.max === 0) return '0'
  return `${figure.mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}

function cells(entries: readonly Statistics[], measure: Measure): readonly string[] {
  const entry = worst(entries, measure)
  if (entry === undefined || entry[measure].mean === 0) return ['0', '0', '']
  return [figureText(entry[measure]), String(entry[measure].p99), entry.fault]
}

/** A Markdown table with one row per strategy; all figures are records per run. */
export function statisticsTable(comparison: Comparison): readonly string[] {
  const rows = comparison.strategies.map((strategy) => {
    const entries = comparison.statistics.filter((entry) => entry.strategy === strategy.name)
    const quiet = entries.find((entry) => entry.fault === 'none')
    return [
      strategy.name,
      ...cells(entries, 'lost'),
      ...cells(entries, 'reprocessed'),
      quiet === undefined ? '' : quiet.commitRequests.mean.toFixed(1),
    ]
  })
  const headings = [
    'strategy',
    'lost per run (95 % interval)',
    'p99',
    'worst under',
    'reprocessed per run (95 % interval)',
    'p99',
    'worst under',
    'commit requests in a quiet run',
  ]
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`
  return [
    'Records per run that produces all records, under the fault where the mean is highest.',
    '',
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map(line),
  ]
}

/** The figures of each fault, for a terminal; records per run. */
export function figuresByFault(comparison: Comparison): string {
  const base = comparison.statistics[0]?.settings ?? {}
  const rows = comparison.statistics.map((entry) => {
    const settings = settingsLabel(entry.settings, base)
    return [
      settings === '' ? entry.fault : `${entry.fault} (${settings})`,
      figureText(entry.lost),
      String(entry.lost.p99),
      figureText(entry.reprocessed),
      String(entry.reprocessed.p99),
      entry.commitRequests.mean.toFixed(1),
      entry.rejoins.mean.toFixed(1),
      entry.consumerDeaths.mean.toFixed(1),
    ]
  })
  const headings = ['', 'lost', 'p99', 'reprocessed', 'p99', 'commits', 'rejoins', 'dead']
  const title = 'Per run that produces all records, mean and 95 % interval:'
  return `${title}\n\n${columns([headings, ...rows])}`
}
