/** `ackurate check STRATEGY`: one strategy, shipped or the user's own, under all faults. */
import type { Command } from 'commander'
import { checkText } from '../../report/check-text.ts'
import type { Ending } from '../ending.ts'
import { type RawOptions, readSearchOptions, withSearchOptions } from '../options.ts'
import { requireOutputs, writeOutputs } from '../outputs.ts'
import type { Terminal } from '../terminal.ts'

/** One strategy can afford more than each of forty. */
const schedulesUsual = 2000

async function check(
  word: string,
  raw: RawOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ namedStrategy, search }, { reportContext }, { exitCode }] = await Promise.all([
    import('../search.ts'),
    import('../report-context.ts'),
    import('../../search/exit-code.ts'),
  ])
  const options = readSearchOptions(raw)
  requireOutputs(raw, folder)
  const named = await namedStrategy(word, folder, options)
  const searched = await search([named], options, folder, terminal)
  const { withExhaustive, exhaustiveLine } = await import('../exhaustive.ts')
  const comparison = options.exhaustive
    ? await withExhaustive(searched, [named], options, folder, terminal)
    : searched
  const context = reportContext([named], options)
  const { properties } = options
  const told = checkText(comparison, properties, context)
  const text = options.exhaustive ? `${told}\n\n${exhaustiveLine(comparison)}` : told
  await writeOutputs({ comparison, properties, context, text }, raw, folder, terminal)
  return exitCode(comparison, [named.strategy], [named.strategy.name])
}

/** Adds the command to the program. */
export function addCheckCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('check')
    .description('search one strategy under all faults')
    .argument('<strategy>', 'a shipped name, or the path of a .ts or .js file')
  withSearchOptions(command, schedulesUsual)
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json and README.md there')
    .action(async (word: string, raw: RawOptions) => {
      ending.code = await check(word, raw, folder, terminal)
    })
}
