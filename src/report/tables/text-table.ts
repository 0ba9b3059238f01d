/** Rows as text: aligned columns for a terminal, or a Markdown table. */

/** Aligned columns; two blanks stand before each row and between columns. */
export function columns(rows: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => `  ${cell.padEnd(widths[at] ?? 0)}`)
      .join('')
      .trimEnd()
  return rows.map(line).join('\n')
}

/** The lines of a Markdown table, the headings first. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)]
}
