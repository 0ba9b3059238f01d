/** From names to places in the data, and back. */
import { faultGroups } from '../report/answers/fault-groups.ts'
import type { CellPlace, Report } from './open-report.ts'
import { type CellNames, cellHash } from './route.ts'

/** The column of a fault under some settings; -1: there is none. */
export function columnOf({ data }: Report, fault: number, settings: number): number {
  return data.columns.findIndex(([one, other]) => one === fault && other === settings)
}

/** The columns of some settings, in order. */
export function columnsOf({ data }: Report, settings: number): readonly number[] {
  return data.columns.flatMap(([, own], column) => (own === settings ? [column] : []))
}

/** The same by how often one meets their faults: every day, of brokers, disasters. */
export function columnsByGroup(report: Report, settings: number): readonly number[] {
  const { columns, faultGroups: own } = report.data
  const rank = (column: number): number =>
    faultGroups.indexOf(own[columns[column]?.[0] ?? -1] ?? 'broker')
  return columnsOf(report, settings).toSorted((one, other) => rank(one) - rank(other))
}

/** The fault set of a column. */
export function faultOf({ data }: Report, column: number): string {
  return data.faults[data.columns[column]?.[0] ?? -1] ?? ''
}

/** The label of a column's settings. */
export function settingsOf({ data }: Report, column: number): string {
  return data.settings[data.columns[column]?.[1] ?? -1]?.label ?? ''
}

/** Where a named cell is; null: there is none. An empty label means the first settings. */
export function findCell(report: Report, names: CellNames): CellPlace | null {
  const { data } = report
  const strategy = data.strategies.findIndex(({ name }) => name === names.strategy)
  const property = data.properties.findIndex(({ name }) => name === names.property)
  const fault = data.faults.indexOf(names.fault)
  const settings =
    names.settings === '' ? 0 : data.settings.findIndex(({ label }) => label === names.settings)
  const column = columnOf(report, fault, settings)
  return strategy < 0 || property < 0 || column < 0 ? null : { strategy, column, property }
}

/** The names of a cell. */
export function namesOf(report: Report, { strategy, column, property }: CellPlace): CellNames {
  return {
    strategy: report.data.strategies[strategy]?.name ?? '',
    fault: faultOf(report, column),
    property: report.data.properties[property]?.name ?? '',
    settings: settingsOf(report, column),
  }
}

/** The address of a cell by its place. */
export function hrefOf(report: Report, place: CellPlace): string {
  return cellHash(namesOf(report, place))
}
