/** What was lost, duplicated and reprocessed, per strategy under its worst fault, or each. */
import type { Comparison, Figure, Statistics } from '../../search/verdicts/comparison.ts'
import { settingsLabel } from './grid.ts'
import { columns } from './text-table.ts'

type Measure = 'lost' | 'duplicated' | 'reprocessed'

function worst(entries: readonly Statistics[], measure: Measure): Statistics | undefined {
  let found: Statistics | undefined
  for (const entry of entries) {
    const figure = entry[measure]
    if (figure === undefined) continue
    if (found === undefined || figure.mean > (found[measure]?.mean ?? 0)) found = entry
  }
  return found
}

/** Empty: it was not counted yet when the comparison was written. */
function figureText(figure: Figure | undefined): string {
  if (figure === undefined) return ''
  const [low, high] = figure.ci95
  if (figure.max === 0) return '0'
  return `${figure.mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}

function cells(entries: readonly Statistics[], measure: Measure): readonly string[] {
  const entry = worst(entries, measure)
  const figure = entry?.[measure]
  if (entry === undefined || figure === undefined) return ['', '', '']
  if (figure.mean === 0) return ['0', '0', '']
  return [figureText(figure), String(figure.p99), entry.fault]
}

/** The rebalances of a run under the fault that brings the most; empty: they were not counted. */
function mostOften(entries: readonly Statistics[]): readonly string[] {
  let [most, under] = [-1, '']
  for (const { fault, rebalances } of entries) {
    if (rebalances === undefined || rebalances.mean <= most) continue
    most = rebalances.mean
    under = fault
  }
  return most < 0 ? ['', ''] : [most.toFixed(1), most === 0 ? '' : under]
}

/** A Markdown table with one row per strategy; all figures are records per run. */
export function statisticsTable(comparison: Comparison): readonly string[] {
  const rows = comparison.strategies.map((strategy) => {
    const entries = comparison.statistics.filter((entry) => entry.strategy === strategy.name)
    const quiet = entries.find((entry) => entry.fault === 'none')
    return [
      strategy.name,
      ...cells(entries, 'lost'),
      ...cells(entries, 'duplicated'),
      ...cells(entries, 'reprocessed'),
      quiet === undefined ? '' : quiet.commitRequests.mean.toFixed(1),
      ...mostOften(entries),
    ]
  })
  const headings = [
    'strategy',
    'lost per run (95 % interval)',
    'p99',
    'worst under',
    'duplicated per run (95 % interval)',
    'p99',
    'worst under',
    'reprocessed per run (95 % interval)',
    'p99',
    'worst under',
    'commit requests in a quiet run',
    'most rebalances per run',
    'under',
  ]
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`
  return [
    'Records per run that produces all records, under the fault where the mean is highest. ' +
      'Lost: nobody finished it, and nobody will. Duplicated: it took effect twice or more. ' +
      'Reprocessed: its work was done again, which is a cost; where the first attempt was rolled ' +
      'back, nothing is duplicated by it.',
    '',
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map(line),
  ]
}

const figuresLegend =
  '  duplicated: records that took effect twice or more; reprocessed: work done again, a cost\n' +
  '  even where the first attempt left nothing behind; rebalances: generations after the first;\n' +
  '  restarts: processes and consumers started again; dead: consumers that stopped for good'

/** More rows than these are the costliest alone, unless all were asked for. */
const rowsMax = 12
const costliestMax = 8

/** What a fault costs: a loss is worse than any repetition. */
function cost({ lost, duplicated, reprocessed }: Statistics): number {
  return lost.mean * 1e6 + (duplicated?.mean ?? 0) * 1e3 + reprocessed.mean
}

/** Those without a fault, and the faults that cost most, in their order. */
function costliest(entries: readonly Statistics[]): readonly Statistics[] {
  const byCost = entries.filter(({ fault }) => fault !== 'none').sort((a, b) => cost(b) - cost(a))
  const chosen = byCost.slice(0, costliestMax)
  return entries.filter((entry) => entry.fault === 'none' || chosen.includes(entry))
}

/** The figures of each fault, or of the costliest, for a terminal; records per run. */
export function figuresByFault(comparison: Comparison, all: boolean): string {
  const base = comparison.statistics[0]?.settings ?? {}
  // Where nothing ran before the time was up, there is nothing to say, and 0 would say it.
  const ran = comparison.statistics.filter(({ schedules }) => schedules > 0)
  const told = all || ran.length <= rowsMax ? ran : costliest(ran)
  const rows = told.map((entry) => {
    const settings = settingsLabel(entry.settings, base)
    return [
      settings === '' ? entry.fault : `${entry.fault} (${settings})`,
      figureText(entry.lost),
      figureText(entry.duplicated),
      figureText(entry.reprocessed),
      String(entry.reprocessed.p99),
      entry.commitRequests.mean.toFixed(1),
      entry.rebalances?.mean.toFixed(1) ?? '',
      entry.restarts?.mean.toFixed(1) ?? '',
      entry.consumerDeaths.mean.toFixed(1),
    ]
  })
  const headings = [
    ...['', 'lost', 'duplicated', 'reprocessed', 'p99'],
    ...['commits', 'rebalances', 'restarts', 'dead'],
  ]
  const title = 'Per run that produces all records, mean and 95 % interval:'
  const others = ran.length - told.length
  const more = others === 0 ? '' : `\n  ${others} more rows cost less; --coverage shows all\n`
  return `${title}\n\n${columns([headings, ...rows])}\n${more}\n${figuresLegend}`
}
