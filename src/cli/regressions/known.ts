/** The kept paths with which a run starts, and what is said of them. */
import type { Regression } from '../../search/planning/regression.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { NamedStrategy } from '../search.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { readRegressions, writeRegressions } from './file.ts'
import { type RegressionOptions, regressionsUsual } from './option.ts'
import { type RegressionOutcome, replayRegressions, type Scope } from './replay.ts'

/** Plays the kept paths first, says on standard error what became of them; the broken cells.
 * Only a file that the user named must be there. */
export async function knownRegressions(
  raw: RegressionOptions,
  strategies: readonly NamedStrategy[],
  scope: Scope,
  folder: string,
  terminal: Terminal,
  fileUsual: string = regressionsUsual,
): Promise<readonly Cell[]> {
  if (raw.regressions === false) return []
  const file = raw.regressions ?? fileUsual
  const regressions = readRegressions(file, folder)
  if (regressions === null) {
    const must = raw.regressions !== undefined && raw.regressionsMayBeMissing !== true
    if (must) throw new UsageError(`there is no file ${file}`)
    return []
  }
  const outcomes = await replayRegressions(regressions, strategies, scope, folder)
  for (const line of outcomeLines(file, outcomes)) terminal.err(`${line}\n`)
  if (raw.prune === true) await prune(file, regressions, outcomes, folder, terminal)
  return outcomes.flatMap((one) => (one.outcome === 'broken' ? [one.cell] : []))
}

/** How many paths there were of each outcome, and which fit no more. */
export function outcomeLines(
  file: string,
  outcomes: readonly RegressionOutcome[],
): readonly string[] {
  if (outcomes.length === 0) return []
  const count = (outcome: RegressionOutcome['outcome']) =>
    outcomes.filter((one) => one.outcome === outcome).length
  const changed = outcomes.flatMap((one) =>
    one.outcome === 'misfit' ? [`${placeOf(one.regression)} at choice ${one.choice}`] : [],
  )
  const undecided = outcomes.flatMap((one) =>
    one.outcome === 'undecided' ? [`${placeOf(one.regression)}: ${one.reason}`] : [],
  )
  const mended = outcomes.flatMap((one) =>
    one.outcome === 'fixed' ? [placeOf(one.regression)] : [],
  )
  return [
    `${file}: ${count('broken')} of ${outcomes.length} paths still break their property`,
    ...(mended.length === 0 ? [] : [`  hold now: ${mended.join('; ')}`]),
    ...(changed.length === 0 ? [] : [`  fit no more: ${changed.join('; ')}`]),
    ...undecided.map((line) => `  undecided (?): ${line}`),
  ]
}

function placeOf({ strategy, property, fault }: Regression): string {
  return `${strategy} ${property} ${fault}`
}

async function prune(
  file: string,
  regressions: readonly Regression[],
  outcomes: readonly RegressionOutcome[],
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const useless = new Set(
    outcomes
      .filter(({ outcome }) => outcome !== 'broken' && outcome !== 'undecided')
      .map(({ regression }) => regression),
  )
  if (useless.size === 0) return
  const kept = regressions.filter((regression) => !useless.has(regression))
  await writeRegressions(file, kept, folder)
  terminal.err(`  removed: ${useless.size}\n`)
}
