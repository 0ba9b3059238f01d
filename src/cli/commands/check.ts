/** `ackurate check STRATEGY`: one strategy, shipped or the user's own, under all faults. */
import type { Command } from 'commander'
import { checkText } from '../../report/check-text.ts'
import { coverageSummary, coverageText } from '../../report/coverage-text.ts'
import {
  type CoverOptions,
  codeWithCoverage,
  readThresholds,
  wholeCoverage,
  withCoverOption,
} from '../cover-option.ts'
import type { Ending } from '../ending.ts'
import { type RawOptions, readSearchOptions, withSearchOptions } from '../options.ts'
import { requireOutputs, writeOutputs } from '../outputs.ts'
import type { Terminal } from '../terminal.ts'

/** One strategy can afford more than each of forty. */
const schedulesUsual = 2000

interface CheckOptions extends RawOptions, CoverOptions {
  readonly coverage: boolean
}

async function check(
  word: string,
  raw: CheckOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ namedStrategy, search }, { reportContext }, { exitCode }] = await Promise.all([
    import('../search.ts'),
    import('../report-context.ts'),
    import('../../search/exit-code.ts'),
  ])
  const options = readSearchOptions(raw)
  const thresholds = readThresholds(raw.cover, folder)
  requireOutputs(raw, folder)
  const named = await namedStrategy(word, folder, options)
  const comparison = await search([named], options, folder, terminal)
  const coverage = wholeCoverage(comparison)
  const context = { ...reportContext([named], options), coverage }
  const { properties } = options
  const [met] = comparison.coverage ?? []
  const told = met === undefined ? [] : [(raw.coverage ? coverageText : coverageSummary)(met)]
  const text = [checkText(comparison, properties, context), ...told].join('\n\n')
  await writeOutputs({ comparison, properties, context, text }, raw, folder, terminal)
  const code = exitCode(comparison, [named.strategy], [named.strategy.name])
  return codeWithCoverage(code, thresholds, comparison, terminal)
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
  withCoverOption(withSearchOptions(command, schedulesUsual))
    .option('--coverage', 'show all that the search met', false)
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json and README.md there')
    .action(async (word: string, raw: CheckOptions) => {
      ending.code = await check(word, raw, folder, terminal)
    })
}
