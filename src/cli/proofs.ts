/**
 * Beside random search, every schedule of a small scenario: with `--exhaustive` in every order,
 * with `--delays N` those in which up to so many things are slow.
 */
import { settleCells } from '../search/exhaustive/settle-cells.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
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
const sizesOfDelays: Sizes = { partitions: 1, records: 2, members: 1, faultsMax: 1 }
/** A number of states, not a time, so that the same seed still gives the same bytes. */
const bounds = { statesMax: 30_000, depthMax: null, reduce: true, lenient: true }
/** With one delay nearly all cells are decided within so many; each more has some times as many. */
const statesPerDelay = 10_000

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
  return delays === null ? first : await settle(first, sizesOfDelays, delays)
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
  const units = unitsOf(searchable, small)
  const statesMax = delays === null ? bounds.statesMax : statesPerDelay * (1 + delays ** 2)
  const limits = { ...bounds, statesMax, delays }
  const explored = await exploreUnits(units, searchable, limits, options, folder, terminal)
  const cells = explored
    .flatMap((unit) => (isLost(unit) ? [] : unit.cells))
    .map((cell) => withWord(cell, words.get(cell.strategy) ?? cell.strategy))
  return { ...comparison, cells: settleCells(comparison.cells, cells) }
}

/** What was proved or found so, for the terminal: a line for each of the two searches. */
export function proofLines({ cells }: Comparison, wish: Wish): readonly string[] {
  const { exhaustive, delays } = wish
  const settledCells = cells.filter(({ search }) => search.mode === 'exhaustive')
  const delayed = settledCells.filter(({ search }) => search.states?.within.delaysMax !== undefined)
  const ordered = settledCells.filter((cell) => !delayed.includes(cell))
  const rest = cells.filter((cell) => !ordered.includes(cell))
  return [
    ...(exhaustive ? [proofLine(ordered, cells, sizesOfOrders, 'every order of events')] : []),
    ...(delays === null ? [] : [proofLine(delayed, rest, sizesOfDelays, delaysWords(delays))]),
  ]
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const delaysWords = (delays: number): string => `at most ${counted(delays, 'delay')}`

/** `Proved (✓): 26 of 30 cells, 3 of 3 claimed ones. Every schedule of 1 partition, ...`. */
function proofLine(
  decided: Comparison['cells'],
  of: Comparison['cells'],
  { partitions, records, members, faultsMax }: Sizes,
  orders: string,
): string {
  const holding = decided.filter(({ verdict }) => verdict === 'holds')
  const claimed = (some: Comparison['cells']) => some.filter((cell) => cell.claimed).length
  const sizes = [counted(partitions, 'partition'), counted(records, 'record')]
  const world = [...sizes, counted(members, 'member'), `at most ${counted(faultsMax, 'fault')}`]
  const broken = decided.length - holding.length
  const more =
    broken === 0 ? '' : `\n  ${counted(broken, 'cell')} broken there and by nothing drawn.`
  return (
    `Proved (✓): ${holding.length} of ${counted(of.length, 'cell')}, ` +
    `${claimed(holding)} of ${claimed(of)} that are claimed.\n` +
    `  Tried is every schedule of ${[...world, orders].join(', ')}.${more}`
  )
}
