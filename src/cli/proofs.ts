/**
 * Beside random search, every schedule of a small scenario: with `--exhaustive` in every order,
 * with `--delays N` those in which up to so many things are slow.
 */
import { cellKey, settleCells } from '../search/exhaustive/settle-cells.ts'
import type { Unit } from '../search/planning/plan.ts'
import { smallSizes } from '../search/planning/small-world.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import type { Cell } from '../search/verdicts/verdict.ts'
import { exploreUnits } from './explore-plan.ts'
import { interruption } from './interrupt.ts'
import type { SearchOptions } from './options/options.ts'
import { type NamedStrategy, unitsOf, withWord } from './search.ts'
import type { Terminal } from './terminal.ts'
import { isLost } from './workers/lost.ts'

interface Sizes {
  readonly partitions: number
  readonly records: number
  readonly members: number
  readonly faultsMax: number
}

/** Sizes at which most cells are decided within the states below. */
const sizesOfOrders: Sizes = { partitions: 1, records: 1, members: 1, faultsMax: 1 }
/** A number of states, not a time, so that the same seed still gives the same bytes. */
const bounds = { statesMax: 30_000, depthMax: null, reduce: true, lenient: true }
/** A run's storm ends after some more (`stormStepsMax`): a longer path would be no run's. */
const depthOfDelays = 500
/** Nearly all cells are decided within so many: without delays, with one, with two. */
const statesOfDelays = [10_000, 20_000, 160_000] as const
const statesOfMoreDelays = 500_000

/** Two kinds and two faults have up to ten times as many states. */
export const statesMaxOfSets = 200_000

type Wish = Pick<SearchOptions, 'exhaustive' | 'delays'>

/** Whether anything is to be proved. */
export function provesAnything({ exhaustive, delays }: Wish): boolean {
  return exhaustive || delays !== null
}

/** The comparison, its cells settled by the searches of all states where those say more. */
export async function withProofs(
  comparison: Comparison,
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  const settle = (given: Comparison, sizes: Sizes, delays: number | null) => {
    return settled(given, strategies, options, { sizes, delays }, folder, terminal)
  }
  const { exhaustive, delays } = options
  const first = exhaustive ? await settle(comparison, sizesOfOrders, null) : comparison
  return delays === null ? first : await settle(first, smallSizes, delays)
}

/**
 * The units with those properties alone that are not known to be broken: what the judges of the
 * others remember would only tell states apart.
 */
function openUnits(units: readonly Unit[], cells: readonly Cell[]): readonly Unit[] {
  const broken = new Set(cells.filter(({ verdict }) => verdict === 'violated').map(cellKey))
  return units.flatMap((unit) => {
    const properties = unit.properties.filter((property) => {
      return !broken.has(cellKey({ ...unit, property }))
    })
    return properties.length === 0 ? [] : [{ ...unit, properties }]
  })
}

async function settled(
  comparison: Comparison,
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  { sizes, delays }: { readonly sizes: Sizes; readonly delays: number | null },
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  const searchable = strategies.filter(({ strategy }) => !('service' in strategy))
  if (searchable.length === 0 || interruption() !== null) return comparison
  const words = new Map(searchable.map(({ strategy, word }) => [strategy.name, word]))
  const small = { ...options, scenario: { ...options.scenario, ...sizes } }
  const units = openUnits(unitsOf(searchable, small), comparison.cells)
  const statesMax =
    delays === null ? bounds.statesMax : (statesOfDelays[delays] ?? statesOfMoreDelays)
  const depthMax = delays === null ? bounds.depthMax : depthOfDelays
  const limits = { ...bounds, statesMax, depthMax, delays }
  const explored = await exploreUnits(units, searchable, limits, options, folder, terminal)
  const cells = explored
    .flatMap((unit) => (isLost(unit) ? [] : unit.cells))
    .map((cell) => withWord(cell, words.get(cell.strategy) ?? cell.strategy))
  return { ...comparison, cells: settleCells(comparison.cells, cells) }
}
