/** `ackurate explore STRATEGY`: every schedule of a small scenario, by exhaustive search. */
import { type Command, Option } from 'commander'
import { defaultScenario } from '../../model/scenario.ts'
import { delaysMost } from '../options/delays-option.ts'
import { duration, wholeNumber } from '../options/numbers-option.ts'
import {
  parseProperties,
  type RawOptions,
  readSearchOptions,
  withScenarioOptions,
} from '../options/options.ts'
import { withStuckAfterOption } from '../options/stuck-after-option.ts'
import { requireOutputs, writeOutputs } from '../outputs.ts'
import type { Ending, Terminal } from '../terminal.ts'

interface ExploreOptions extends RawOptions {
  readonly statesMax: number
  readonly depthMax?: number
  readonly reduce: boolean
  readonly delays?: number
  readonly idlePolls: number
}

/** What can be searched to its end; each size multiplies the states. */
const smallScenario = { ...defaultScenario, partitions: 1, records: 2, members: 2, faultsMax: 1 }
const statesMaxUsual = 1_000_000

async function explore(
  word: string,
  raw: ExploreOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ namedStrategy }, { explorePlan }, { contextOf }, { exitCode }, { exploreText }] =
    await Promise.all([
      import('../search.ts'),
      import('../explore-plan.ts'),
      import('../report-context.ts'),
      import('../../search/verdicts/exit-code.ts'),
      import('../../report/tables/explore-text.ts'),
    ])
  const options = readSearchOptions({ ...raw, faults: raw.faults ?? ['crash'] })
  requireOutputs(raw, folder)
  const { statesMax, depthMax = null, reduce, delays = null, idlePolls: idlePollsMax } = raw
  const bounds = { statesMax, depthMax, reduce, delays, idlePollsMax }
  const named = await namedStrategy(word, folder, options)
  const { comparison, elapsedMs } = await explorePlan(named, options, bounds, folder, terminal)
  const context = await contextOf([named], options, folder)
  const { properties } = options
  const text = exploreText(comparison, elapsedMs, context)
  await writeOutputs({ comparison, properties, context, text }, raw, folder, terminal)
  return exitCode(comparison, [], [named.strategy.name])
}

/** Adds the command to the program. */
export function addExploreCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const limit = (flag: string, text: string): Option =>
    new Option(`--${flag} <n>`, text).argParser(wholeNumber(`--${flag}`, 1, 1_000_000_000))
  const command = program
    .command('explore')
    .description('try every schedule of a small scenario')
    .argument('<strategy>', 'a shipped name, or the path of a .ts or .js file')
  withStuckAfterOption(withScenarioOptions(command, smallScenario))
    .option('--properties <list>', 'properties to judge', parseProperties)
    .addOption(limit('states-max', 'stop at so many distinct states').default(statesMaxUsual))
    .addOption(limit('depth-max', 'go no further than so many actions'))
    .option(
      '--delays <n>',
      'only schedules with so many delays, each of one thing until any later moment',
      wholeNumber('--delays', 0, delaysMost),
    )
    .option(
      '--idle-polls <n>',
      'how often in a row a consumer polls in vain while anything else can happen',
      wholeNumber('--idle-polls', 0, 8),
      1,
    )
    .option('--no-reduce', 'leave nothing out because other steps do the same')
    .option('--time <time>', 'stop after this time, such as 30s', duration('--time'))
    .option('--seed <seed>', 'without effect: nothing is drawn', '42')
    .option(
      '--jobs <n>',
      'worker threads, one per fault set (default: the number of cores)',
      wholeNumber('--jobs', 1, 256),
    )
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .action(async (word: string, raw: ExploreOptions) => {
      ending.code = await explore(word, raw, folder, terminal)
    })
}
