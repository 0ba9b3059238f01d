/** What to use instead of a strategy: a function of the comparison, without any opinion. */
import type { Comparison, StrategyEntry } from '../../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { StrategyFacts } from '../../../src/strategies/strategy.ts'
import { usualStatistics } from './cells.ts'
import { frameworkOf } from './framework.ts'

const decisive: ReadonlySet<string> = new Set(['at-least-once', 'at-most-once'])

/** So many that could take its place as things are are shown, and so many others. */
const alikeMax = 2
const otherMax = 1

/** The cells in which a strategy loses or repeats records, as words. */
function failures(
  comparison: Comparison,
  strategy: string,
  isMeant: (cell: Cell) => boolean = () => true,
): ReadonlySet<string> {
  const own = comparison.cells.filter(
    (cell) =>
      cell.strategy === strategy &&
      cell.verdict === 'violated' &&
      decisive.has(cell.property) &&
      isMeant(cell),
  )
  const words = ({ property, fault, settings }: Cell) => [
    property,
    fault,
    settings['auto.offset.reset'],
  ]
  return new Set(own.map((cell) => words(cell).join()))
}

/** Records repeated per run, over all faults. */
function repeats(comparison: Comparison, strategy: string): number {
  const entries = usualStatistics(comparison, strategy)
  return entries.reduce((sum, { reprocessed }) => sum + reprocessed.mean, 0)
}

const isSubset = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((entry) => other.has(entry))

const isApart = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((entry) => !other.has(entry))

function factsOf(name: string): StrategyFacts | undefined {
  return strategies.find(({ strategy }) => strategy.name === name)?.strategy
}

/** What it needs besides the consumer: a store, transactions. */
export function needs(name: string): NonNullable<StrategyFacts['uses']> {
  return factsOf(name)?.uses ?? []
}

/** Whether it could take the other's place as things are: the same claim, and it needs no more. */
function isAlike(one: StrategyEntry, other: StrategyEntry): boolean {
  const there = needs(other.name)
  return one.claims === other.claims && needs(one.name).every((need) => there.includes(need))
}

/**
 * Sound strategies of the same framework, with better outcomes: instead of a sound one, those that
 * break some of what it breaks and nothing else; instead of a known bug, those that keep what it
 * claims and breaks. First the fix that a known bug's file names, then two of the same claim that
 * need no more, then one that claims or needs something else; of each those that break least, then
 * those that repeat least.
 */
export function instead(comparison: Comparison, strategy: StrategyEntry): readonly StrategyEntry[] {
  const own = failures(comparison, strategy.name)
  const promised = failures(comparison, strategy.name, ({ claimed }) => claimed)
  const isBetter = (broken: ReadonlySet<string>): boolean =>
    strategy.faulty ? isApart(promised, broken) : broken.size < own.size && isSubset(broken, own)
  const best = comparison.strategies
    .filter((entry) => !entry.faulty && frameworkOf(entry) === frameworkOf(strategy))
    .map((entry) => ({ entry, broken: failures(comparison, entry.name) }))
    .filter(({ broken }) => isBetter(broken))
    .map((one) => ({ ...one, repeats: repeats(comparison, one.entry.name) }))
    .sort((a, b) => a.broken.size - b.broken.size || a.repeats - b.repeats)
    .map(({ entry }) => entry)
  const fix = best.filter(({ name }) => name === factsOf(strategy.name)?.fixedBy)
  const rest = best.filter((entry) => !fix.includes(entry))
  const alike = rest.filter((entry) => isAlike(entry, strategy))
  const others = rest.filter((entry) => !isAlike(entry, strategy))
  return [...fix, ...alike.slice(0, alikeMax - fix.length), ...others.slice(0, otherMax)]
}
