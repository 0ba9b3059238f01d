/** Rows as aligned columns; the last column is as wide as it needs to be. */

/** Two blanks stand before each row and between columns. */
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
