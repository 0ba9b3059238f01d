/** Where a comparison goes: the folder of reports, a JSON file, standard output. */

import { join, resolve } from 'node:path'
import picocolors from 'picocolors'
import type { PropertyName } from '../properties/all.ts'
import type { Review } from '../report/review/review.ts'
import { compactComparison } from '../report/tables/compact.ts'
import { comparisonJson } from '../report/tables/json.ts'
import { markdownReport } from '../report/tables/markdown.ts'
import type { ReportContext } from '../report/tables/summary.ts'
import type { Measurement } from '../search/timed/measurement.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { type ReviewOptions, requireReviewOutputs } from './options/review-option.ts'
import type { Terminal } from './terminal.ts'
import { requireWritable, writeWhole } from './write-file.ts'

/** As the user gave them. */
export interface OutputOptions extends ReviewOptions {
  /** `-` is standard output, and then nothing else goes there. */
  readonly json?: string
  readonly out?: string
}

/** A comparison, ready to be reported. */
export interface Reportable {
  readonly comparison: Comparison
  readonly properties: readonly PropertyName[]
  readonly context: ReportContext
  /** For the terminal. */
  readonly text: string
  /** The file that it was read from, which is not written over; absent: it was searched. */
  readonly source?: string
  /** Absent: nobody reviews it. */
  readonly review?: Review
  /** For the curves of the page. */
  readonly measurements?: readonly Measurement[]
}

/** Throws a UsageError, before any search, for what could not be written after it. */
export function requireOutputs(options: OutputOptions, folder: string): void {
  const { json, out } = options
  if (json !== undefined && json !== '-') requireWritable(resolve(folder, json))
  if (out !== undefined) {
    for (const name of ['comparison.json', 'index.html'])
      requireWritable(join(resolve(folder, out), name))
  }
  requireReviewOutputs(options, folder, { '--json': json })
}

/** Writes the files, then the text. Only `json` gets the events of every counterexample. */
export async function writeOutputs(
  reported: Reportable,
  options: OutputOptions,
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const { json, out } = options
  const { comparison, properties, context, text, review, source } = reported
  if (out !== undefined) {
    const reports = resolve(folder, out)
    const data = join(reports, 'comparison.json')
    const kept = compactComparison(comparison)
    if (data !== source) await writeWhole(data, comparisonJson(kept))
    await writeWhole(join(reports, 'README.md'), markdownReport(comparison, properties, context))
    if (review !== undefined) {
      const { writePage } = await import('./page/write-page.ts')
      // Of what the data keeps, so that `report` makes the same page of it.
      const page = { ...review, comparison: kept }
      await writePage(join(reports, 'index.html'), page, folder, reported.measurements)
    }
  }
  if (json !== undefined && json !== '-')
    await writeWhole(resolve(folder, json), comparisonJson(comparison))
  const annotations = review === undefined ? '' : await reviewed(review, options, folder)
  if (json === '-') {
    terminal.out(comparisonJson(comparison))
    return terminal.err(annotations)
  }
  terminal.out(`${paint(text, terminal)}\n${annotations}`)
}

/** Writes the files for reviewers; answers the annotations, which are to be printed. */
async function reviewed(review: Review, options: ReviewOptions, folder: string): Promise<string> {
  const { annotationsText, writeReview } = await import('./review/write-review.ts')
  await writeReview(review, options, folder)
  return annotationsText(review, options, folder)
}

/** The text with its signs coloured, where the terminal takes colours. */
function paint(text: string, terminal: Terminal): string {
  if (!terminal.colour) return text
  const { green, yellow, red, bold, cyan } = picocolors.createColors(true)
  const signs: Readonly<Record<string, string>> = {
    '✓': green('✓'),
    '✔': bold(green('✔')),
    '○': green('○'),
    '●': bold(green('●')),
    '↻': yellow('↻'),
    '✗': yellow('✗'),
    '✖': bold(red('✖')),
    '← fault': red('← fault'),
  }
  return text
    .replace(/✓|✔|○|●|↻|✗|✖|← fault/g, (sign) => signs[sign] ?? sign)
    .replace(/^( {2}replay: )(.*)$/gm, (_, label: string, line: string) => label + cyan(line))
}
