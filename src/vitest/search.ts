/** Searches a strategy for the matcher: one property under each set of faults. */
import { setImmediate } from 'node:timers/promises'
import { probe } from '../cli/loading/probe.ts'
import { withWord } from '../cli/search.ts'
import { UsageError } from '../cli/usage-error.ts'
import { runStrategy } from '../kafkajs/runner.ts'
import { defaultScenario } from '../model/scenario.ts'
import type { PropertyName } from '../properties/property.ts'
import { trimCounterexample } from '../report/trim.ts'
import { searchUnit } from '../search/compare.ts'
import { cellScenario, planCells, type Unit } from '../search/plan.ts'
import type { Cell } from '../search/verdict.ts'
import type { AnyStrategy, Claim } from '../strategies/strategy.ts'
import type { ReadOptions } from './options.ts'
import type { NamedSubject } from './subject.ts'

/** Schedules of a program; of a service it is a tenth, for they take so much longer. */
const schedulesUsual = 500

/** Stands for the module in a replay line of a strategy that was given as an object. */
const unknownModule = 'FILE'

/**
 * Searches; `untilBroken`: the first set of faults that breaks the property is enough. Throws a
 * UsageError for what processes nothing even when nothing goes wrong: it is broken, not unlucky.
 */
export async function search(
  { strategy, word }: NamedSubject,
  property: PropertyName,
  options: ReadOptions,
  untilBroken: boolean,
): Promise<readonly Cell[]> {
  const subject = asClaimed(strategy, property)
  const cells: Cell[] = []
  for (const unit of unitsOf(subject, property, options)) {
    if (cells.length === 0) tryOnce(subject, unit)
    // A search is one long computation: between two, the test runner gets to speak.
    await setImmediate()
    const cell = withWord(searched(unit, subject), word ?? unknownModule)
    cells.push(cell)
    if (untilBroken && cell.verdict === 'violated') break
  }
  return cells
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
  { faults, schedules, seed, settings, sizes }: ReadOptions,
): readonly Unit[] {
  const policy = strategy.settings?.['auto.offset.reset'] ?? 'earliest'
  const chosen = { 'auto.offset.reset': policy, ...settings }
  const units = planCells({
    strategies: [strategy],
    faults,
    properties: [property],
    scenario: {
      ...defaultScenario,
      ...sizes,
      settings: { ...defaultScenario.settings, ...chosen },
    },
    settings: chosen,
    seed,
    schedules: schedules ?? schedulesUsual,
  })
  return schedules === null ? units : units.map((unit) => ({ ...unit, schedules }))
}

function searched(unit: Unit, strategy: AnyStrategy): Cell {
  const [cell] = searchUnit(unit, strategy, runStrategy).cells
  if (cell === undefined) throw new Error('a unit with a property has a cell')
  if (cell.counterexample === null) return cell
  return { ...cell, counterexample: trimCounterexample(cell.counterexample) }
}
