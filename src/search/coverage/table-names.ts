/** All names that coverage can have, in the order of tables: a sum is always the same text. */
import { faultNames } from '../../model/faults/names.ts'
import { answerableCodes, apiOrder, groupStatuses } from '../../model/meter/points.ts'
import { phaseNames } from '../../properties/phases.ts'
import { sometimesProperties } from '../../properties/sometimes.ts'
import { type Counts, type CountTable, type Coverage, tableDimensions } from './coverage.ts'

interface TableNames {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

/** Rows and columns of each table, in their order; APIs may come that have no place in it. */
export const tableNames: Readonly<Record<(typeof tableDimensions)[number], TableNames>> = {
  faultPhase: { rows: faultNames, columns: phaseNames },
  faultGroup: { rows: faultNames, columns: groupStatuses },
  groupState: { rows: apiOrder, columns: groupStatuses },
  transition: { rows: groupStatuses, columns: groupStatuses },
  errorCode: { rows: apiOrder, columns: answerableCodes },
}

/** The same coverage with its names in the order of tables, and without zeros. */
export function inOrder(coverage: Coverage): Coverage {
  const tables = Object.fromEntries(
    tableDimensions.map((dimension) => [
      dimension,
      orderedTable(coverage[dimension], tableNames[dimension]),
    ]),
  ) as Pick<Coverage, (typeof tableDimensions)[number]>
  const names = sometimesProperties.map(({ name }) => name)
  return {
    schedules: coverage.schedules,
    sometimes: orderedCounts(coverage.sometimes, names),
    ...tables,
  }
}

function orderedTable(table: CountTable, { rows, columns }: TableNames): CountTable {
  const others = Object.keys(table).filter((row) => !rows.includes(row))
  const present = [...rows, ...others.sort()].filter((row) => table[row] !== undefined)
  return Object.fromEntries(present.map((row) => [row, orderedCounts(table[row] ?? {}, columns)]))
}

function orderedCounts(counts: Counts, names: readonly string[]): Counts {
  const met = names.filter((name) => (counts[name] ?? 0) > 0)
  return Object.fromEntries(met.map((name) => [name, counts[name] ?? 0]))
}
