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
  if (from === null || row == null || table == null) return
  const target = targetOf(event.key, from, row, [...table.rows])
  if (target === null) return
  event.preventDefault()
  target.focus()
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  onMove(Number(target.dataset['cell']))
}

function targetOf(
  key: string,
  from: HTMLTableCellElement,
  row: HTMLTableRowElement,
  rows: readonly HTMLTableRowElement[],
): HTMLElement | null {
  if (key === 'Home') return linkIn(row.cells[1])
  if (key === 'End') return linkIn(row.cells[row.cells.length - 1])
  const move = moves[key]
  if (move === undefined) return null
  const [down, right] = move
  if (right !== 0) return linkIn(row.cells[from.cellIndex + right])
  // Rows that name a family have no such cell: the next one is meant.
  for (let at = row.rowIndex + down; at >= 0 && at < rows.length; at += down) {
    const link = linkIn(rows[at]?.cells[from.cellIndex])
    if (link !== null) return link
  }
  return null
}

const linkIn = (cell: HTMLTableCellElement | undefined): HTMLElement | null =>
  cell?.querySelector<HTMLElement>('a[data-cell]') ?? null
