/** What a search met, for a terminal and for the Markdown page. */
import type { CountTable, Coverage } from '../../search/coverage/coverage.ts'
import { columns } from './text-table.ts'

/** A table with its rows, and with a column for each name that was met in any of them. */
function rowsOf(table: CountTable): readonly (readonly string[])[] {
  const names = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))]
  const rows = Object.entries(table).map(([row, counts]) => [
    row,
    ...names.map((name) => String(counts[name] ?? '')),
  ])
  return [['', ...names], ...rows]
}

/** The answers that were no success, a line per request. */
function errorLines({ errorCode }: Coverage): readonly string[] {
  return Object.entries(errorCode).flatMap(([api, counts]) => {
    const errors = Object.entries(counts).filter(([code]) => code !== 'NONE')
    if (errors.length === 0) return []
    return [`  ${api}: ${errors.map(([code, count]) => `${code} ${count}`).join(', ')}`]
  })
}

/** One line: how often faults struck, and how many kinds of answers there were. */
export function coverageSummary(coverage: Coverage): string {
  const kinds = Object.values(coverage.errorCode).flatMap((row) =>
    Object.keys(row).filter((code) => code !== 'NONE'),
  )
  const counts = Object.values(coverage.faultPhase).flatMap((row) => Object.values(row))
  const struck = counts.reduce((sum, count) => sum + count, 0)
  const faults = struck === 0 ? '' : `${many(struck, 'fault')} struck; `
  const errors = many(new Set(kinds).size, 'kind')
  return `${faults}${errors} of error answered (--coverage shows all).`
}

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Everything that was counted. */
export function coverageText(coverage: Coverage): string {
  const part = (title: string, table: CountTable): string =>
    `${title}:\n\n${columns(rowsOf(table))}`
  return [
    part('Faults, by what they struck', coverage.faultPhase),
    part('Faults, by the status of the group', coverage.faultGroup),
    part('Requests, by the status in which they found the group', coverage.groupState),
    part('Statuses of the group, and what followed', coverage.transition),
    `Errors that were answered:\n\n${errorLines(coverage).join('\n') || '  none'}`,
    `Runs (of ${coverage.schedules}) in which it was seen:\n\n${columns(
      Object.entries(coverage.sometimes).map(([name, count]) => [name, String(count)]),
    )}`,
  ].join('\n\n')
}

/** For the page: fault by phase over all strategies, then errors. */
export function coverageMarkdown(coverage: Coverage): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const [head = [], ...rows] = rowsOf(coverage.faultPhase)
  return [
    'How often each fault struck a process that was doing what the column says, over all',
    'strategies; then the errors that were answered. The JSON has it by strategy.',
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
    '```text',
    ...errorLines(coverage),
    '```',
  ]
}
