/** `ackurate replay STRATEGY --path P`: one run again, and the story of what it breaks. */
import type { Command } from 'commander'
import { shortestViolations } from '../../report/tables/shortest.ts'
import { tell } from '../../report/tables/summary.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import {
  parseProperties,
  type RawOptions,
  readSearchOptions,
  type SearchOptions,
  withScenarioOptions,
} from '../options/options.ts'
import { withStuckAfterOption } from '../options/stuck-after-option.ts'
import { requireOutputs, writeOutputs } from '../outputs.ts'
import type { Ending, Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

interface ReplayOptions extends Omit<RawOptions, 'seed'> {
  readonly path: string
}

async function choicesOf(path: string): Promise<readonly number[]> {
  const { parsePath, PathSyntaxError } = await import('../../search/schedules/path.ts')
  try {
    return parsePath(path)
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new UsageError(`--path: ${error.message}`)
    throw error
  }
}

function optionsOf(raw: ReplayOptions): SearchOptions {
  const { faults = ['none'] } = raw
  if (faults.length > 1) {
    throw new UsageError('--faults of replay takes the faults of one run, such as crash+join')
  }
  // A replay draws nothing; the seed is there because a comparison has one.
  return readSearchOptions({ ...raw, faults, seed: 'replay' })
}

function answerText(comparison: Comparison): string {
  const [first] = comparison.cells
  if (first?.verdict === 'unknown') return `Undecided (?): ${first.reason}`
  const held = comparison.cells.filter((cell) => cell.verdict === 'holds')
  return held.length === comparison.cells.length
    ? `Every property holds in this run: ${held.map((cell) => cell.property).join(', ')}.`
    : `In this run, these properties hold: ${held.map((cell) => cell.property).join(', ')}.`
}

async function replay(
  word: string,
  raw: ReplayOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ namedStrategy }, { replayPath }, { contextOf }, { exitCode }] = await Promise.all([
    import('../search.ts'),
    import('../replay-path.ts'),
    import('../report-context.ts'),
    import('../../search/verdicts/exit-code.ts'),
  ])
  const options = optionsOf(raw)
  const choices = await choicesOf(raw.path)
  requireOutputs(raw, folder)
  const named = await namedStrategy(word, folder, options)
  const comparison = await replayPath(named, options, choices, folder)
  const context = await contextOf([named], options, folder)
  const broken = shortestViolations(comparison.cells)
  const stories = broken.map((violation) => tell(violation, comparison.seed, context))
  const text = [...stories, answerText(comparison)].join('\n\n')
  const { properties } = options
  await writeOutputs({ comparison, properties, context, text }, raw, folder, terminal)
  return exitCode(comparison, [], [named.strategy.name])
}

/** Adds the command to the program. */
export function addReplayCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('replay')
    .description('run one path again and tell what it breaks')
    .argument('<strategy>', 'a shipped name, or the path of a .ts or .js file')
    .requiredOption('--path <path>', 'the choices, as a counterexample prints them')
  withStuckAfterOption(withScenarioOptions(command))
    .option('--properties <list>', 'properties to judge', parseProperties)
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .action(async (word: string, raw: ReplayOptions) => {
      ending.code = await replay(word, raw, folder, terminal)
    })
}
