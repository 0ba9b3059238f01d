/** Arrow keys, Home and End among the cells of a table. */

const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves the focus, and says to which cell: `data-cell` of the link in it. */
export function moveByKey(event: KeyboardEvent, onMove: (cell: number) => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const from = event.target instanceof HTMLElement ? event.target.closest('td') : null
  const row = from?.closest('tr')
  const table = from?.closest('table')
  const link = event.target instanceof HTMLElement ? event.target.closest('a') : null
  if (from === null || link === null || row == null || table == null) return
  const target = targetOf(event.key, { link, cell: from, row }, [...table.rows])
  if (target === null) return
  event.preventDefault()
  target.focus()
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  onMove(Number(target.dataset['cell']))
}

interface From {
  readonly link: HTMLElement
  readonly cell: HTMLTableCellElement
  readonly row: HTMLTableRowElement
}

function targetOf(
  key: string,
  { link, cell, row }: From,
  rows: readonly HTMLTableRowElement[],
): HTMLElement | null {
  const inRow = linksIn(row)
  if (key === 'Home') return inRow[0] ?? null
  if (key === 'End') return inRow.at(-1) ?? null
  const move = moves[key]
  if (move === undefined) return null
  const [down, right] = move
  if (right !== 0) return inRow[inRow.indexOf(link) + right] ?? null
  const half = linksIn(cell).indexOf(link)
  // Rows that name a family have no such cell: the next one is meant.
  for (let at = row.rowIndex + down; at >= 0 && at < rows.length; at += down) {
    const links = linksIn(rows[at]?.cells[cell.cellIndex])
    const found = links[half] ?? links.at(-1)
    if (found !== undefined) return found
  }
  return null
}

const linksIn = (element: HTMLElement | undefined): readonly HTMLElement[] => [
  ...(element?.querySelectorAll<HTMLElement>('a[data-cell]') ?? []),
]
