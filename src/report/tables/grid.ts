/** A comparison as rows and columns: strategies down, faults across, one group per settings. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'

/** One fault under one choice of settings. */
export interface Column {
  readonly fault: FaultSet
  readonly settings: Cell['settings']
}

/** The columns that share their settings, in the order in which they were asked for. */
export interface ColumnGroup {
  readonly settings: Cell['settings']
  readonly columns: readonly Column[]
}

export interface Grid {
  readonly strategies: readonly StrategyEntry[]
  readonly groups: readonly ColumnGroup[]
  /** Undefined where nothing was asked for. */
  cell(strategy: string, column: Column, property: Cell['property']): Cell | undefined
}

const columnKey = (column: Column): string => `${column.fault} ${JSON.stringify(column.settings)}`

/** Finds the rows and columns of a comparison. */
export function gridOf(comparison: Comparison): Grid {
  const groups = new Map<string, Map<string, Column>>()
  const cells = new Map<string, Cell>()
  for (const cell of comparison.cells) {
    const settings = JSON.stringify(cell.settings)
    const group = groups.get(settings) ?? new Map<string, Column>()
    groups.set(settings, group)
    group.set(cell.fault, { fault: cell.fault, settings: cell.settings })
    cells.set(`${cell.strategy} ${cell.property} ${columnKey(cell)}`, cell)
  }
  return {
    strategies: comparison.strategies,
    groups: [...groups.values()].map((group) => {
      const columns = [...group.values()]
      return { settings: columns[0]?.settings ?? {}, columns }
    }),
    cell: (strategy, column, property) => cells.get(`${strategy} ${property} ${columnKey(column)}`),
  }
}

/**
 * The sign of a verdict: what the strategy claims stands out from what nobody promised, and what
 * only a rebalance at the start breaks from what breaks with nobody joining.
 */
export function signOf(cell: Cell | undefined): string {
  switch (cell?.verdict) {
    case undefined:
    case 'vacuous':
      return ' '
    case 'holds':
      return cell.claimed ? '✔' : '✓'
    case 'not-found':
      return cell.claimed ? '●' : '○'
    case 'unknown':
      return '?'
    case 'violated':
      if (cell.claimed) return '✖'
      return cell.counterexample?.rebalanceAtStart === true ? '↻' : '✗'
  }
}

/** The sign, with a mark behind it where a claim is broken: weight alone is easily overlooked. */
export function markedSignOf(cell: Cell | undefined): string {
  const sign = signOf(cell)
  return sign === '✖' ? `${sign}!` : sign
}

/** The settings of a group in words, without those it shares with `base`: `latest`. */
export function settingsLabel(settings: Cell['settings'], base: Cell['settings']): string {
  const common = new Map(Object.entries(base))
  const differing = Object.entries(settings).filter(([name, value]) => common.get(name) !== value)
  return differing
    .map(([name, value]) => (name === 'auto.offset.reset' ? String(value) : `${name}=${value}`))
    .join(', ')
}
