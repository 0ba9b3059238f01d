/** The finds of a hunt: saved before they are reported, each once. */
import { runStrategy } from '../../kafkajs/runner.ts'
import { properties } from '../../properties/all.ts'
import { storyHead } from '../../report/story/story.ts'
import { cellScenario, type Unit } from '../../search/planning/plan.ts'
import {
  type Regression,
  regressionKey,
  shapeOf,
  sizesOf,
} from '../../search/planning/regression.ts'
import { replay } from '../../search/replay/replay.ts'
import { parsePath } from '../../search/schedules/path.ts'
import { narrow } from '../../search/shrinking/narrow.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { readRegressions, writeRegressions } from '../regressions/file.ts'
import { replayedCell } from '../replay-path.ts'
import { type NamedStrategy, withWord } from '../search.ts'

/** A broken claim, in the narrowest fault set that shows it. */
export interface Find {
  readonly cell: Cell
  readonly regression: Regression
}

/** The find that a violated cell of that unit is. */
export function findOf(unit: Unit, cell: Cell, { strategy, word }: NamedStrategy): Find | null {
  if (cell.verdict !== 'violated' || cell.counterexample === null) return null
  const narrowed = narrowedCell(unit, cell, { strategy })
  const reported = withWord(narrowed, word)
  if (reported.counterexample === null) return null
  const { fault, property, settings } = reported
  const kept = {
    strategy: word,
    fault,
    property,
    settings,
    sizes: sizesOf(unit.scenario),
    path: reported.counterexample.path,
    shape: shapeOf(reported.counterexample),
  }
  const story = `${headOf(reported, unit.seed)}; ${reported.counterexample.replay}`
  return { cell: reported, regression: { ...kept, story } }
}

/** In one line, whatever its width. */
function headOf(cell: Cell, seed: string): string {
  if (cell.counterexample === null) return ''
  return storyHead(cell, cell.counterexample, seed)
    .replace(/\s{2,}/g, ' (')
    .concat(')')
}

function narrowedCell(unit: Unit, cell: Cell, { strategy }: Pick<NamedStrategy, 'strategy'>): Cell {
  const property = properties.find(({ name }) => name === cell.property)
  const { counterexample } = cell
  if (property === undefined || counterexample === null) return cell
  const choices = parsePath(counterexample.path)
  const narrowed = narrow(unit, strategy, property, choices, runStrategy)
  if (narrowed === null) return cell
  const of = { ...unit, fault: narrowed.fault }
  const played = replay({
    strategy,
    scenario: cellScenario(strategy, of.fault, of.settings, of.scenario),
    choices: narrowed.choices,
    properties: [property],
    runner: runStrategy,
  })
  const [judgement] = played.judgements
  if (judgement === undefined) return cell
  const reported = replayedCell(strategy, of, played, judgement, narrowed.choices)
  if (!reported.claimed || reported.counterexample === null) return cell
  const { schedule, choicesFound } = counterexample
  const found = { ...reported.counterexample, schedule, choicesFound }
  return { ...reported, search: cell.search, counterexample: found }
}

/** Saves a find if the file does not hold it yet; answers whether it was new. */
export async function saveFind(file: string, find: Find, folder: string): Promise<boolean> {
  // Read anew each time: the file is the user's, who may edit it during a long hunt.
  const kept = readRegressions(file, folder) ?? []
  const key = regressionKey(find.regression)
  if (kept.some((regression) => regressionKey(regression) === key)) return false
  await writeRegressions(file, [...kept, find.regression], folder)
  return true
}
