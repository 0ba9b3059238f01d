/** `ackurate breaking [STRATEGY...]`: which faults break what only together. */
import type { Command } from 'commander'
import { propertyNames } from '../../properties/all.ts'
import { breakingText } from '../../report/tables/breaking-text.ts'
import { proofLines } from '../../report/tables/proof-lines.ts'
import { claimedBy, fullEffort, kindsOf } from '../../search/breaking/plan-breaking.ts'
import { serviceSchedulesUsual } from '../../search/schedules/service-schedules.ts'
import { type RawOptions, readSearchOptions, withSearchOptions } from '../options/options.ts'
import { requireOutputs, writeOutputs } from '../outputs.ts'
import type { NamedStrategy } from '../search.ts'
import type { Ending, Terminal } from '../terminal.ts'
import { firstHalf } from '../workers/limits.ts'

const schedulesUsual = { schedules: 2000, serviceSchedules: serviceSchedulesUsual }

async function breaking(
  words: readonly string[],
  raw: RawOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ namedStrategy, search }, { withBreakingSets }, { contextOf }, { exitCode }, all] =
    await Promise.all([
      import('../search.ts'),
      import('../breaking.ts'),
      import('../report-context.ts'),
      import('../../search/verdicts/exit-code.ts'),
      import('../../strategies/all.ts'),
    ])
  const { withProofs, statesMaxOfSets } = await import('../proofs.ts')
  const asked = readSearchOptions(raw, schedulesUsual)
  requireOutputs(raw, folder)
  const strategies: NamedStrategy[] = []
  const names = all.strategies.map(({ strategy }) => strategy.name)
  for (const word of words.length === 0 ? names : words) {
    strategies.push(await namedStrategy(word, folder, asked))
  }
  const wanted = strategies.flatMap(({ strategy }) => claimedBy(strategy, asked.settings))
  const usual = propertyNames.filter((name) => usually.includes(name) || wanted.includes(name))
  const options = {
    ...asked,
    faults: ['none', ...kindsOf(asked.faults)],
    properties: asked.propertiesChosen ? asked.properties : usual,
    // Half of the time is for the single faults, which all else builds upon.
    limits: firstHalf(asked.limits),
  }
  const searched = await search(strategies, options, folder, terminal)
  const singles = options.exhaustive
    ? await withProofs(searched, strategies, options, folder, terminal)
    : searched
  const { properties } = options
  const states = options.exhaustive ? { statesMax: statesMaxOfSets } : {}
  const comparison = await withBreakingSets(
    {
      ...{ strategies, comparison: singles, properties, claimOnly: false, ...states },
      effort: fullEffort,
    },
    { ...options, limits: asked.limits },
    folder,
    terminal,
  )
  const context = await contextOf(strategies, options, folder)
  const sets = breakingText(comparison, context)
  const text = [sets, ...proofLines(comparison)].join('\n\n')
  await writeOutputs({ comparison, properties, context, text }, raw, folder, terminal)
  const code = exitCode(
    comparison,
    strategies.map(({ strategy }) => strategy),
    words.length === 0 ? [] : strategies.map(({ strategy }) => strategy.name),
  )
  // A claim of which some sets were not searched is undecided.
  const open = comparison.breakingSets?.some(({ claimed, complete }) => claimed && !complete)
  return code === 0 && open ? 3 : code
}

const usually: readonly string[] = ['at-least-once', 'at-most-once']

/** Adds the command to the program. */
export function addBreakingCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('breaking')
    .description('find the smallest sets of faults that break each strategy')
    .argument('[strategies...]', 'shipped names, or paths of .ts or .js files; all that ship')
  withSearchOptions(command, schedulesUsual)
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json and README.md there')
    .action(async (words: readonly string[], raw: RawOptions) => {
      ending.code = await breaking(words, raw, folder, terminal)
    })
}
