/** The numbers of cells and units, by which the page's data speaks of them. */
import type { Review } from '../../report/review/review.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'

/** What a unit is known by. */
export type Unit = Pick<Cell, 'strategy' | 'fault' | 'settings'>

export interface Numbers {
  readonly faults: readonly string[]
  readonly settings: readonly Cell['settings'][]
  readonly columns: readonly (readonly [fault: number, settings: number])[]
  /** How many cells there could be. */
  readonly count: number
  /** -1: the comparison has no such unit. */
  unit(unit: Unit): number
  /** -1: the comparison has no such cell. */
  cell(cell: Unit & Pick<Cell, 'property'>): number
}

/** Numbers what a comparison holds; the settings that come first lead. */
export function cellNumbers(comparison: Comparison, properties: Review['properties']): Numbers {
  const faults = distinct(comparison.cells.map(({ fault }) => fault))
  const settings = distinct(comparison.cells.map((cell) => JSON.stringify(cell.settings)))
  const keys = distinct(comparison.cells.map(columnKey))
  const columns = keys.map((key): readonly [number, number] => {
    const [fault, values] = JSON.parse(key) as [string, string]
    return [placeIn(faults, fault), placeIn(settings, values)]
  })
  const strategies = places(comparison.strategies.map(({ name }) => name))
  const columnPlaces = places(keys)
  const propertyPlaces = places(properties.map(({ name }) => name))
  const unit = (of: Unit): number => {
    const strategy = strategies.get(of.strategy)
    const column = columnPlaces.get(columnKey(of))
    if (strategy === undefined || column === undefined) return -1
    return strategy * keys.length + column
  }
  return {
    faults,
    settings: settings.map((text) => JSON.parse(text) as Cell['settings']),
    columns,
    count: strategies.size * keys.length * properties.length,
    unit,
    cell: (of) => {
      const property = propertyPlaces.get(of.property)
      const at = unit(of)
      return property === undefined || at < 0 ? -1 : at * properties.length + property
    },
  }
}

const columnKey = ({ fault, settings }: Pick<Unit, 'fault' | 'settings'>): string =>
  JSON.stringify([fault, JSON.stringify(settings)])

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)]

const placeIn = (list: readonly string[], word: string): number => list.indexOf(word)

const places = (list: readonly string[]): ReadonlyMap<string, number> =>
  new Map(list.map((word, at) => [word, at]))
