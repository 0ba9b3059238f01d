/** What was proved of a comparison, and within which worlds: from its data alone. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell, StateBoundsEntry } from '../../search/verdicts/verdict.ts'

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** `1 partition, 2 records, 1 member, at most 1 fault, at most 1 delay`. */
function worldText(within: StateBoundsEntry): string {
  const { partitions, records, members, faultsMax, delaysMax } = within
  return [
    counted(partitions, 'partition'),
    counted(records, 'record'),
    counted(members, 'member'),
    `at most ${counted(faultsMax, 'fault')}`,
    delaysMax === undefined ? 'in every order' : `at most ${counted(delaysMax, 'delay')}`,
  ].join(', ')
}

/** The world of a cell that a search of all states has decided; `''`: none has. */
function worldOf({ search: { mode, states } }: Cell): string {
  if (mode !== 'exhaustive' || states === undefined) return ''
  // Without faults there is none to leave out.
  return worldText({ ...states.within, faultsMax: Math.max(1, states.within.faultsMax) })
}

/** A paragraph for each world in which something was decided. */
export function proofLines({ cells }: Comparison): readonly string[] {
  const worlds = [...new Set(cells.map(worldOf))].filter((world) => world !== '')
  return worlds.map((world) => {
    const decided = cells.filter((cell) => worldOf(cell) === world)
    const holding = decided.filter(({ verdict }) => verdict === 'holds')
    const claimed = (some: readonly Cell[]) => some.filter((cell) => cell.claimed).length
    const broken = decided.length - holding.length
    const more = `\n  ${counted(broken, 'cell')} broken there and by nothing that was drawn.`
    return (
      `Proved (✓, ✔): ${holding.length} of ${counted(cells.length, 'cell')}, ` +
      `${claimed(holding)} of ${claimed(cells)} that are claimed.\n` +
      `  Tried is every schedule of ${world}.${broken === 0 ? '' : more}`
    )
  })
}
