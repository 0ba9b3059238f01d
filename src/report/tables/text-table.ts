/** Rows as text: aligned columns for a terminal, or a Markdown table. */

type Rows = readonly (readonly string[])[]

/** Aligned columns; two blanks stand before each row and between columns. */
export function columns(rows: Rows): string {
  const widths = widthsOf(rows)
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => `  ${cell.padEnd(widths[at] ?? 0)}`)
      .join('')
      .trimEnd()
  return rows.map(line).join('\n')
}

/**
 * The same in at most so many columns: what does not fit beside each other follows below, with the
 * first column before it again, and without rows that have nothing there.
 */
export function columnsWithin(rows: Rows, width: number): string {
  const widths = widthsOf(rows)
  const first = 2 + (widths[0] ?? 0)
  const blocks: number[][] = [[]]
  let taken = first
  for (let at = 1; at < widths.length; at += 1) {
    const needed = 2 + (widths[at] ?? 0)
    const block = blocks.at(-1) ?? []
    if (block.length > 0 && taken + needed > width) {
      blocks.push([at])
      taken = first + needed
    } else {
      block.push(at)
      taken += needed
    }
  }
  return blocks
    .map((block, number) => {
      const isTold = (row: readonly string[]) => number === 0 || block.some((at) => row[at])
      return columns(rows.filter(isTold).map((row) => [0, ...block].map((at) => row[at] ?? '')))
    })
    .join('\n\n')
}

function widthsOf(rows: Rows): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  )
}

/** The lines of a Markdown table, the headings first. */
export function markdownTable(headings: readonly string[], rows: Rows): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)]
}
