/** The finds of a hunt: saved before they are reported, each once. */
import { storyHead } from '../../report/story/story.ts'
import type { Unit } from '../../search/planning/plan.ts'
import {
  type Regression,
  regressionKey,
  shapeOf,
  sizesOf,
} from '../../search/planning/regression.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { readRegressions, writeRegressions } from '../regressions/file.ts'
import { type NamedStrategy, withWord } from '../search.ts'

/** A broken claim, in the narrowest fault set that shows it, as its search has told it. */
export interface Find {
  readonly cell: Cell
  readonly regression: Regression
}

/** The find that a violated cell of that unit is. */
export function findOf(unit: Unit, cell: Cell, { word }: Pick<NamedStrategy, 'word'>): Find | null {
  if (cell.verdict !== 'violated' || cell.counterexample === null) return null
  const reported = withWord(cell, word)
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

/** Saves a find if the file does not hold it yet; answers whether it was new. */
export async function saveFind(file: string, find: Find, folder: string): Promise<boolean> {
  // Read anew each time: the file is the user's, who may edit it during a long hunt.
  const kept = readRegressions(file, folder) ?? []
  const key = regressionKey(find.regression)
  if (kept.some((regression) => regressionKey(regression) === key)) return false
  await writeRegressions(file, [...kept, find.regression], folder)
  return true
}
