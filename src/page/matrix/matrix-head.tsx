/** The heads of the columns: how often one meets such faults, and each fault, which sorts. */
import type { Report } from '../open-report.ts'
import { faultOf } from '../places.ts'

interface HeadProps {
  readonly report: Report
  readonly columns: readonly number[]
  readonly sort: string
  readonly onSort: (fault: string) => void
}

/** Both rows. */
export function MatrixHead({ report, columns, sort, onSort }: HeadProps) {
  return (
    <thead>
      <tr class="fault-groups">
        <td />
        {groupsOf(report, columns).map(({ group, count }) => (
          <th key={group} scope="colgroup" colSpan={count}>
            {group}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="col" class="corner">
          Strategy
        </th>
        {columns.map((column, at) => (
          <FaultHeading
            key={column}
            {...{ report, column, sort, onSort }}
            first={at > 0 && groupAt(report, column) !== groupAt(report, columns[at - 1] ?? -1)}
          />
        ))}
      </tr>
    </thead>
  )
}

/** The group of a column's fault. */
export function groupAt({ data }: Report, column: number): string {
  const [fault = -1] = data.columns[column] ?? []
  return data.faultGroups[fault] ?? ''
}

function groupsOf(report: Report, columns: readonly number[]) {
  const groups: { readonly group: string; count: number }[] = []
  for (const column of columns) {
    const group = groupAt(report, column)
    const last = groups.at(-1)
    if (last?.group === group) last.count++
    else groups.push({ group, count: 1 })
  }
  return groups
}

interface FaultHeadingProps extends Omit<HeadProps, 'columns'> {
  readonly column: number
  /** Whether it begins another group. */
  readonly first: boolean
}

function FaultHeading({ report, column, sort, onSort, first }: FaultHeadingProps) {
  const fault = faultOf(report, column)
  const sorts = fault === sort
  const summary = report.data.faultSummaries[fault] ?? fault
  return (
    <th
      scope="col"
      class={`fault${first ? ' first' : ''}`}
      {...(sorts ? { 'aria-sort': 'ascending' } : {})}
    >
      <button
        type="button"
        title={`${summary} Sorts each family by it.`}
        aria-pressed={sorts}
        onClick={() => onSort(sorts ? '' : fault)}
      >
        <span>{fault}</span>
      </button>
    </th>
  )
}
