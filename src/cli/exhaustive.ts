/** `--exhaustive`: beside random search, every schedule of a small scenario. */
import { settleCells } from '../search/exhaustive/settle-cells.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { exploreUnits } from './explore-plan.ts'
import { interruption } from './interrupt.ts'
import type { SearchOptions } from './options/options.ts'
import { type NamedStrategy, unitsOf, withWord } from './search.ts'
import type { Terminal } from './terminal.ts'
import { isLost } from './workers/lost.ts'

/** Sizes at which most cells are decided within the states below. */
const smallSizes = { partitions: 1, records: 1, members: 1, faultsMax: 1 }
/** A number of states, not a time, so that the same seed still gives the same bytes. */
const bounds = { statesMax: 30_000, depthMax: null, reduce: true, lenient: true }

/** Two kinds and two faults have up to ten times as many states. */
export const statesMaxOfSets = 200_000

/** The comparison, its cells settled by exhaustive search where that says more. */
export async function withExhaustive(
  comparison: Comparison,
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  if (interruption() !== null) return comparison
  const searchable = strategies.filter(({ strategy }) => !('service' in strategy))
  const words = new Map(searchable.map(({ strategy, word }) => [strategy.name, word]))
  const small = { ...options, scenario: { ...options.scenario, ...smallSizes } }
  const units = unitsOf(searchable, small)
  const explored = await exploreUnits(units, searchable, bounds, options, folder, terminal)
  const cells = explored
    .flatMap((unit) => (isLost(unit) ? [] : unit.cells))
    .map((cell) => withWord(cell, words.get(cell.strategy) ?? cell.strategy))
  return { ...comparison, cells: settleCells(comparison.cells, cells) }
}

/** What `--exhaustive` settled, for the terminal. */
export function exhaustiveLine({ cells }: Comparison): string {
  const settled = cells.filter(({ search }) => search.mode === 'exhaustive')
  const holds = settled.filter(({ verdict }) => verdict === 'holds').length
  const { partitions, records, members, faultsMax } = smallSizes
  const sizes = `${partitions} partition, ${records} record, ${members} member, ${faultsMax} fault`
  return (
    `Exhaustive search within ${sizes}: ${holds} of ${cells.length} cells hold in every ` +
    `schedule, ${settled.length - holds} are broken that random search left whole.`
  )
}
