/** What was lost, duplicated and reprocessed, fault by fault. */
import type { Comparison, Figure, Statistics } from '../../search/verdicts/comparison.ts'
import { settingsLabel } from './grid.ts'
import { columnsWithin } from './text-table.ts'
import { widthUsual } from './width.ts'

/** Empty: it was not counted yet when the comparison was written. */
function figureText(figure: Figure | undefined): string {
  if (figure === undefined) return ''
  if (figure.max === 0) return '0'
  const half = figure.ci95[1] - figure.mean
  return `${figure.mean.toFixed(2)} ± ${half.toFixed(2)}`
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
export function figuresByFault(comparison: Comparison, all: boolean, width = widthUsual): string {
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
  const title = 'Per run that produces all records, mean ± half of its 95 % interval:'
  const others = ran.length - told.length
  const more = others === 0 ? '' : `\n  ${others} more rows cost less; --coverage shows all\n`
  return `${title}\n\n${columnsWithin([headings, ...rows], width)}\n${more}\n${figuresLegend}`
}
