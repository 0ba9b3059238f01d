/** Searches a strategy for the matcher: one property under each set of faults. */
import { setImmediate } from 'node:timers/promises'
import { probe } from '../cli/loading/probe.ts'
import { withWord } from '../cli/search.ts'
import { UsageError } from '../cli/usage-error.ts'
import { runStrategy } from '../kafkajs/runner.ts'
import type { PropertyName } from '../properties/all.ts'
import { trimCounterexample } from '../report/tables/trim.ts'
import { searchUnit } from '../search/compare.ts'
import { cellScenario, planCells, type Unit } from '../search/planning/plan.ts'
import type { Cell } from '../search/verdicts/verdict.ts'
import type { AnyStrategy, Claim } from '../strategies/strategy.ts'
import { brokenBefore, playPath } from './known-paths.ts'
import type { ReadOptions } from './options.ts'
import type { NamedSubject } from './subject.ts'

/** Schedules of a program, and of a service, for those take so much longer. */
const schedulesOfPrograms = 500
const schedulesOfServices = 100

/** Stands for the module in a replay line of a strategy that was given as an object. */
const unknownModule = 'FILE'

/** How the search of one assertion goes. */
export interface Wish {
  /** The first set of faults that breaks the property is enough. */
  readonly untilBroken: boolean
}

/**
 * Searches, after what is known: a path of the test's own is all that is played, and a kept one
 * that still breaks the property is enough. Throws a UsageError for what processes nothing even
 * when nothing goes wrong: it is broken, not unlucky.
 */
export async function search(
  { strategy, word }: NamedSubject,
  property: PropertyName,
  options: ReadOptions,
  { untilBroken }: Wish,
): Promise<readonly Cell[]> {
  const subject = asClaimed(strategy, property)
  const reported = (cell: Cell) => withWord(cell, word ?? unknownModule)
  const units = unitsOf(subject, property, options)
  const [first] = units
  if (first === undefined) throw new Error('a search has a unit')
  tryOnce(subject, first)
  if (options.choices !== null) {
    if (units.length > 1) throw new UsageError("path needs the faults of its one run: under: ['…']")
    return [reported(playPath(subject, first, options.choices))]
  }
  const before = word === null ? [] : brokenBefore(subject, word, property, options)
  if (before.length > 0) return before.map(reported)
  const cells: Cell[] = []
  const start = performance.now()
  for (const unit of units) {
    // A search is one long computation: between two, the test runner gets to speak.
    await setImmediate()
    const end = endOf(start, cells.length + 1, units.length, options.timeMs)
    const cell = reported(searched(unit, subject, end))
    cells.push(cell)
    if (untilBroken && cell.verdict === 'violated') break
  }
  return cells
}

/** Every search gets the same share of the time, and what those before it left; null: no limit. */
function endOf(start: number, number: number, count: number, timeMs: number | null) {
  return timeMs === null ? null : start + (timeMs * number) / count
}

/** The probe of the command line, which speaks of its options. */
function tryOnce(strategy: AnyStrategy, { settings, scenario }: Unit): void {
  try {
    probe(strategy, cellScenario(strategy, 'none', settings, scenario), runStrategy)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new UsageError(error.message.replace('--topic', 'scenario: { topic }'))
  }
}

/** What a test asks for deserves every effort to tell it briefly, whatever else is claimed. */
function asClaimed(strategy: AnyStrategy, property: PropertyName): AnyStrategy {
  const claims: readonly string[] = ['at-least-once', 'at-most-once', 'exactly-once']
  return claims.includes(property) ? { ...strategy, claims: property as Claim } : strategy
}

function unitsOf(
  strategy: AnyStrategy,
  property: PropertyName,
  { faults, schedules, schedulesUsual, seed, settings, scenario }: ReadOptions,
): readonly Unit[] {
  const policy = strategy.settings?.['auto.offset.reset'] ?? 'earliest'
  const chosen = { 'auto.offset.reset': policy, ...settings }
  return planCells({
    strategies: [strategy],
    faults,
    properties: [property],
    scenario: { ...scenario, settings: { ...scenario.settings, ...chosen } },
    settings: chosen,
    seed,
    schedules: schedules ?? schedulesUsual ?? schedulesOfPrograms,
    serviceSchedules: schedules ?? schedulesUsual ?? schedulesOfServices,
  })
}

function searched(unit: Unit, strategy: AnyStrategy, end: number | null): Cell {
  const pressure = end === null ? {} : { deadline: () => performance.now() >= end }
  const [cell] = searchUnit(unit, strategy, runStrategy, pressure).cells
  if (cell === undefined) throw new Error('a unit with a property has a cell')
  if (cell.counterexample === null) return cell
  return { ...cell, counterexample: trimCounterexample(cell.counterexample) }
}
