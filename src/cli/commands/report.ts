/** `ackurate report [FILE]`: tells a comparison again, from its JSON; nothing is searched. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { PropertyName } from '../../properties/all.ts'
import { parseProperties } from '../options/options.ts'
import { requireReviewOutputs, withReviewOptions } from '../options/review-option.ts'
import { type StoriesOptions, withStoriesOption } from '../options/stories-option.ts'
import { type OutputOptions, requireOutputs, writeOutputs } from '../outputs.ts'
import type { Ending, Terminal } from '../terminal.ts'
import { commaList } from '../usage-error.ts'

/** Where `compare` leaves its data. */
const fileUsual = 'reports/comparison.json'

interface ReportOptions extends OutputOptions, StoriesOptions {
  readonly properties?: readonly PropertyName[]
  /** Files of `measure --json`. */
  readonly measured?: readonly string[]
}

async function report(
  file: string,
  raw: ReportOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ readComparison }, { codeWithReview, readBaseline, withReview }, again] =
    await Promise.all([
      import('../review/read-comparison.ts'),
      import('../review/with-review.ts'),
      import('../review/report-again.ts'),
    ])
  const { exitCode } = await import('../../search/verdicts/exit-code.ts')
  requireOutputs(raw, folder)
  requireReviewOutputs(raw, folder, { 'the comparison': file })
  const comparison = readComparison(file, folder)
  const earlier = readBaseline(raw, folder)
  const { readMeasurements } = await import('../page/read-measurements.ts')
  const measurements = readMeasurements(raw.measured ?? [], folder)
  const names = comparison.strategies.map(({ name }) => name)
  // Who asked for one strategy asked for its claims, even if it is faulty on purpose.
  const named = names.length === 1 ? names : []
  const reported = {
    ...again.reportAgain(comparison, raw.properties ?? null, raw, terminal.columns),
    source: resolve(folder, file),
    measurements,
  }
  const reviewed = withReview(reported, { earlier, named }, folder)
  await writeOutputs(reviewed, raw, folder, terminal)
  const shipped = again.shippedOf(comparison).map(({ strategy }) => strategy)
  return codeWithReview(exitCode(comparison, shipped, named), reviewed.review)
}

/** Adds the command to the program. */
export function addReportCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('report')
    .description('tell a comparison again, from its JSON; searches nothing')
    .argument('[file]', `what --json or --out wrote (default: ${fileUsual})`)
    .option('--properties <list>', 'properties to show', parseProperties)
    .option('--measured <list>', 'measure --json files whose curves index.html shows', (text) =>
      commaList(text, '--measured'),
    )
  withStoriesOption(withReviewOptions(command))
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option(
      '--out <folder>',
      'write comparison.json, README.md and index.html there (without a file: reports)',
    )
    .action(async (file: string | undefined, raw: ReportOptions) => {
      const out = raw.out ?? (file === undefined ? 'reports' : undefined)
      const options = out === undefined ? raw : { ...raw, out }
      ending.code = await report(file ?? fileUsual, options, folder, terminal)
    })
}
