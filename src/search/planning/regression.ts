/** Found paths that are saved: what broke once is tried first ever after. */
import { defaultScenario, type Scenario } from '../../model/scenario.ts'
import { defaultSettings, type Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { FaultSet } from '../verdicts/fault-sets.ts'
import type { Cell, Counterexample } from '../verdicts/verdict.ts'
import type { Unit } from './plan.ts'

/** The sizes that a path needs to mean what it meant. */
export type Sizes = Pick<
  Scenario,
  'topic' | 'partitions' | 'records' | 'members' | 'faultsMax' | 'delaysMax' | 'newGroup'
>

/** One path that broke a property. */
export interface Regression {
  /** A shipped name, or a file as it was given, from the folder in which it was found. */
  readonly strategy: string
  readonly fault: FaultSet
  readonly property: PropertyName
  readonly settings: Readonly<Partial<Settings>>
  readonly sizes: Sizes
  readonly path: string
  /** What makes its story another one than those of the same place: see `shapeOf`. */
  readonly shape: string
  /** One line for a reader. */
  readonly story: string
}

/** The names of the sizes, in the order in which they are written. */
export const sizeNames = [
  'topic',
  'partitions',
  'records',
  'members',
  'faultsMax',
  'delaysMax',
  'newGroup',
] as const satisfies readonly (keyof Sizes)[]

/** The sizes of a scenario alone. */
export function sizesOf(scenario: Sizes): Sizes {
  const { topic, partitions, records, members, faultsMax, delaysMax, newGroup } = scenario
  const delays = delaysMax === undefined ? {} : { delaysMax }
  return { topic, partitions, records, members, faultsMax, ...delays, newGroup }
}

/**
 * A story without what differs from one report of it to the next: which faults fired, one after
 * the other, and what the witnesses say, without numbers and names of members.
 */
export function shapeOf({ events, witnesses }: Counterexample): string {
  const faults = events.flatMap((event) =>
    event.kind === 'fault' && event.with === undefined ? [event.fault] : [],
  )
  const texts = new Set(witnesses.map(({ text }) => plain(text)))
  return `${faults.join(', ') || 'no fault'}: ${[...texts].sort().join('; ')}`
}

/** Members are named by capital letters: A, B, … A2. */
function plain(text: string): string {
  return text
    .replace(/\d+/g, 'N')
    .replace(/\b[A-Z](?:N|\b)/g, 'M')
    .replace(/^are /, 'is ')
}

/** Two regressions of the same key are the same find. */
export function regressionKey(regression: Omit<Regression, 'path' | 'story'>): string {
  const { strategy, fault, property, settings, sizes, shape } = regression
  const values = [sortedEntries(settings), sortedEntries(sizes)]
  return JSON.stringify([strategy, fault, property, ...values, shape])
}

function sortedEntries(value: object): readonly [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Whether the regression belongs to that cell, whatever the sizes: its path brings its own. */
export function isOfCell(
  { fault, property, settings }: Pick<Regression, 'fault' | 'property' | 'settings'>,
  cell: Pick<Cell, 'fault' | 'property' | 'settings'>,
): boolean {
  const same =
    JSON.stringify(sortedEntries(settings)) === JSON.stringify(sortedEntries(cell.settings))
  return same && fault === cell.fault && property === cell.property
}

/** The unit in which its path is to be played; `name` is the name of its strategy. */
export function unitOfRegression(
  { fault, property, settings, sizes }: Regression,
  name: string,
): Unit {
  const scenario = {
    ...defaultScenario,
    ...sizes,
    settings: { ...defaultSettings, ...settings },
  }
  const none = { seed: 'regressions', schedules: 1 }
  return { strategy: name, fault, settings, properties: [property], scenario, ...none }
}
