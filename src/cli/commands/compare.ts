/** `ackurate compare`: all strategies under all faults, as a table and as files to review. */
import type { Command } from 'commander'
import type { PropertyName } from '../../properties/property.ts'
import { summary } from '../../report/summary.ts'
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
import { commaList } from '../usage-error.ts'

/** Enough to catch every known bug that ships, few enough for a minute. */
const schedulesUsual = 250

const shownProperties: readonly PropertyName[] = ['at-least-once', 'at-most-once']

interface CompareOptions extends RawOptions, CoverOptions {
  readonly strategies?: readonly string[]
  readonly out: string
}

async function compare(
  raw: CompareOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ strategies }, { namedStrategy, search }, { reportContext }, { exitCode }] =
    await Promise.all([
      import('../../strategies/all.ts'),
      import('../search.ts'),
      import('../report-context.ts'),
      import('../../search/exit-code.ts'),
    ])
  const options = readSearchOptions(raw)
  const thresholds = readThresholds(raw.cover, folder)
  requireOutputs(raw, folder)
  const words = raw.strategies ?? strategies.map(({ strategy }) => strategy.name)
  const chosen = []
  for (const word of words) chosen.push(await namedStrategy(word, folder, options))
  const comparison = await search(chosen, options, folder, terminal)
  const properties = options.propertiesChosen ? options.properties : shownProperties
  const coverage = wholeCoverage(comparison)
  const context = { ...reportContext(chosen, options), coverage }
  const text = summary(comparison, properties, context)
  await writeOutputs({ comparison, properties, context, text }, raw, folder, terminal)
  const named = raw.strategies === undefined ? [] : chosen.map(({ strategy }) => strategy.name)
  const code = exitCode(
    comparison,
    chosen.map(({ strategy }) => strategy),
    named,
  )
  return codeWithCoverage(code, thresholds, comparison, terminal)
}

/** Adds the command to the program. */
export function addCompareCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('compare')
    .description('search all strategies under all faults; write the reports')
    .option('--strategies <list>', 'names or files: a,b', (text) => commaList(text, '--strategies'))
  withCoverOption(withSearchOptions(command, schedulesUsual))
    .option('--json <file>', 'write the JSON there, too; - is standard output')
    .option('--out <folder>', 'where the reports go', 'reports')
    .action(async (raw: CompareOptions) => {
      ending.code = await compare(raw, folder, terminal)
    })
}
