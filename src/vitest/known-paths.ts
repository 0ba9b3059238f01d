/** Paths of the matcher: one that a test names, and those that broke something before. */
import { resolve } from 'node:path'
import process from 'node:process'
import { saveFind } from '../cli/hunt/finds.ts'
import { readRegressions } from '../cli/regressions/file.ts'
import { whileLocked } from '../cli/regressions/lock.ts'
import { identityOf, isInScope } from '../cli/regressions/replay.ts'
import { replayedCell } from '../cli/replayed-cell.ts'
import { UsageError } from '../cli/usage-error.ts'
import { runStrategy } from '../kafkajs/runner.ts'
import type { PropertyName } from '../properties/all.ts'
import { properties } from '../properties/all.ts'
import { storyHead } from '../report/story/story.ts'
import { cellScenario, type Unit } from '../search/planning/plan.ts'
import {
  type Regression,
  shapeOf,
  sizesOf,
  unitOfRegression,
} from '../search/planning/regression.ts'
import { replay } from '../search/replay/replay.ts'
import { parsePath } from '../search/schedules/path.ts'
import type { Cell } from '../search/verdicts/verdict.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'
import type { ReadOptions } from './options.ts'

/** What one path says of the unit's property; the number of a choice: it does not fit there. */
function played(strategy: AnyStrategy, unit: Unit, choices: readonly number[]): Cell | number {
  const replayed = replay({
    strategy,
    scenario: cellScenario(strategy, unit.fault, unit.settings, unit.scenario),
    choices,
    properties: properties.filter(({ name }) => unit.properties.includes(name)),
    runner: runStrategy,
  })
  const [judgement] = replayed.judgements
  if (replayed.misfitAt >= 0 || judgement === undefined) return replayed.misfitAt + 1
  return replayedCell(strategy, unit, replayed, judgement, choices)
}

/** Plays the path of a test. Throws a UsageError for one of another scenario. */
export function playPath(strategy: AnyStrategy, unit: Unit, choices: readonly number[]): Cell {
  const cell = played(strategy, unit, choices)
  if (typeof cell !== 'number') return cell
  throw new UsageError(
    `choice ${cell} of the path does not fit: it needs the faults (under), settings and scenario ` +
      'of its replay line, and the version that printed it',
  )
}

/** The kept paths of this search that still break the property, in the order of the file. */
export function brokenBefore(
  strategy: AnyStrategy,
  word: string,
  property: PropertyName,
  { regressions, faults, settings }: ReadOptions,
): readonly Cell[] {
  const folder = process.cwd()
  const kept = regressions === null ? null : readRegressions(regressions.file, folder)
  const scope = { faults, faultsChosen: true, properties: [property], settings }
  const place = identityOf(word, folder)
  const ours = (kept ?? []).filter(
    (one) => identityOf(one.strategy, folder) === place && isInScope(one, scope),
  )
  return ours.flatMap((regression) => {
    const unit = unitOfRegression(regression, strategy.name)
    const cell = played(strategy, unit, parsePath(regression.path))
    if (typeof cell === 'number' || cell.counterexample === null) return []
    const counterexample = { ...cell.counterexample, schedule: 0, from: 'regressions' as const }
    return [{ ...cell, counterexample }]
  })
}

/**
 * Keeps what a search found, unless nobody could find the strategy again or named a file. Answers
 * what a failure says of it: a disk that cannot be written must not hide the story.
 */
export async function keepBroken(
  cells: readonly Cell[],
  word: string | null,
  { regressions, scenario, seed }: ReadOptions,
): Promise<string> {
  if (word === null || regressions === null || !regressions.kept) return ''
  const { file } = regressions
  const found = cells.flatMap((cell) => {
    const regression = regressionOf(cell, word, sizesOf(scenario), seed)
    return regression === null ? [] : [{ cell, regression }]
  })
  if (found.length === 0) return ''
  try {
    const fresh = await whileLocked(resolve(file), async () => {
      const kept: boolean[] = []
      for (const find of found) kept.push(await saveFind(file, find, process.cwd()))
      return kept.includes(true)
    })
    return fresh ? `\n  kept in ${file}` : ''
  } catch (error) {
    return `\n  not kept in ${file}: ${error instanceof Error ? error.message : String(error)}`
  }
}

function regressionOf(
  cell: Cell,
  strategy: string,
  sizes: Regression['sizes'],
  seed: string,
): Regression | null {
  const { fault, property, settings, counterexample } = cell
  // One that was kept has sizes of its own.
  if (counterexample === null || counterexample.from === 'regressions') return null
  const { path, replay: line } = counterexample
  const head = storyHead(cell, counterexample, seed).replace(/\s{2,}/g, ' (')
  const place = { strategy, fault, property, settings, sizes, path }
  return { ...place, shape: shapeOf(counterexample), story: `${head}); ${line}` }
}
