/**
 * Beside random search, every schedule of a small scenario: with `--exhaustive` in every order,
 * with `--delays N` those in which up to so many things are slow.
 */
import { cellKey, settleCells } from '../search/exhaustive/settle-cells.ts'
import type { Unit } from '../search/planning/plan.ts'
import { largerSizes, type Sizes, smallSizes } from '../search/planning/small-world.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import type { Cell } from '../search/verdicts/verdict.ts'
import { exploreUnits } from './explore-plan.ts'
import { interruption } from './interrupt.ts'
import type { SearchOptions } from './options/options.ts'
import { type NamedStrategy, unitsOf, withWord } from './search.ts'
import type { Terminal } from './terminal.ts'
import { isLost } from './workers/lost.ts'

/** Sizes at which most cells are decided within the states below. */
const sizesOfOrders: Sizes = { partitions: 1, records: 1, members: 1, faultsMax: 1 }
/** A number of states, not a time, so that the same seed still gives the same bytes. */
const bounds = { statesMax: 30_000, depthMax: null, reduce: true, lenient: true }
/** Nearly all cells are decided within so many: without delays, with one, with two. */
const statesOfDelays = [10_000, 20_000] as const
const statesOfMoreDelays = 3_000_000

/** From so many delays on, time is to be had for larger worlds, too. */
const delaysOfLargerWorlds = 2

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
  const settle = (given: Comparison, sizes: Sizes, bound: number | null, only: IsWanted = all) => {
    const small = { ...options, scenario: { ...options.scenario, ...sizes } }
    return settled(given, strategies, { options: small, delays: bound, only }, folder, terminal)
  }
  const { exhaustive, delays } = options
  let found = { comparison, vacuous: none }
  if (exhaustive) found = await settle(comparison, sizesOfOrders, null)
  if (delays === null) return found.comparison
  found = await settle(found.comparison, smallSizes, delays)
  if (delays < delaysOfLargerWorlds) return found.comparison
  for (const sizes of largerSizes) {
    const { vacuous } = found
    if (vacuous.size > 0)
      found = await settle(found.comparison, sizes, delays, (key) => vacuous.has(key))
  }
  return found.comparison
}

/** Whether the cell with this key is to be decided. */
type IsWanted = (key: string) => boolean

const all: IsWanted = () => true
const none: ReadonlySet<string> = new Set()

/**
 * The units with those properties alone that are not known to be broken: what the judges of the
 * others remember would only tell states apart.
 */
function openUnits(
  units: readonly Unit[],
  cells: readonly Cell[],
  only: IsWanted,
): readonly Unit[] {
  const broken = new Set(cells.filter(({ verdict }) => verdict === 'violated').map(cellKey))
  return units.flatMap((unit) => {
    const properties = unit.properties.filter((property) => {
      const key = cellKey({ ...unit, property })
      return !broken.has(key) && only(key)
    })
    return properties.length === 0 ? [] : [{ ...unit, properties }]
  })
}

/** What is to be settled, and how. */
interface Settling {
  readonly options: SearchOptions
  readonly delays: number | null
  readonly only: IsWanted
}

/** The comparison then, and the claimed cells that a fault does not touch in so small a world. */
interface Settled {
  readonly comparison: Comparison
  readonly vacuous: ReadonlySet<string>
}

async function settled(
  comparison: Comparison,
  strategies: readonly NamedStrategy[],
  { options, delays, only }: Settling,
  folder: string,
  terminal: Terminal,
): Promise<Settled> {
  const searchable = strategies.filter(({ strategy }) => !('service' in strategy))
  if (searchable.length === 0 || interruption() !== null) return { comparison, vacuous: none }
  const words = new Map(searchable.map(({ strategy, word }) => [strategy.name, word]))
  const units = openUnits(unitsOf(searchable, options), comparison.cells, only)
  const statesMax =
    delays === null ? bounds.statesMax : (statesOfDelays[delays] ?? statesOfMoreDelays)
  const limits = { ...bounds, statesMax, delays }
  const explored = await exploreUnits(units, searchable, limits, options, folder, terminal)
  const cells = explored
    .flatMap((unit) => (isLost(unit) ? [] : unit.cells))
    .map((cell) => withWord(cell, words.get(cell.strategy) ?? cell.strategy))
  const untouched = cells.filter(({ claimed, verdict }) => claimed && verdict === 'vacuous')
  return {
    comparison: { ...comparison, cells: settleCells(comparison.cells, cells) },
    vacuous: new Set(untouched.map(cellKey)),
  }
}
