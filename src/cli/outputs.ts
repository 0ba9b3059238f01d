/** Where a comparison goes: the folder of reports, a JSON file, standard output. */

import { join, resolve } from 'node:path'
import { inspect } from 'node:util'
import { plainLines } from '../model/thrown.ts'
import type { PropertyName } from '../properties/all.ts'
import type { Review } from '../report/review/review.ts'
import { compactComparison } from '../report/tables/compact.ts'
import { comparisonJson } from '../report/tables/json.ts'
import { markdownReport } from '../report/tables/markdown.ts'
import type { ReportContext } from '../report/tables/summary.ts'
import { wrapped } from '../report/tables/width.ts'
import type { Measurement } from '../search/timed/measurement.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import { interruption } from './interrupt.ts'
import { type ReviewOptions, requireReviewOutputs } from './options/review-option.ts'
import { packedJson } from './packing/packed-comparison.ts'
import type { Terminal } from './terminal.ts'
import { type Limits, noLimits } from './workers/limits.ts'
import { type OutputFile, requireWritable, writeAllWhole } from './write-file.ts'

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
  /** Of the command; absent: none. */
  readonly limits?: Limits
}

/** Throws a UsageError, before any search, for what could not be written after it. */
export function requireOutputs(options: OutputOptions, folder: string): void {
  const { json, out } = options
  if (json !== undefined && json !== '-') requireWritable(resolve(folder, json))
  if (out !== undefined) {
    for (const name of ['comparison.json', 'README.md', 'index.html'])
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
  const { json } = options
  const { comparison, text, review } = reported
  if (interruption() !== null) return tellInterrupted(comparison, text, json, terminal)
  const files = [
    ...(await reportFiles(reported, options, folder)),
    ...jsonFile(comparison, json, folder),
    ...(await filesForReviewers(review, options, folder)),
  ]
  // To play stories again takes its time, too.
  if (interruption() !== null) return tellInterrupted(comparison, text, json, terminal)
  await writeAllWhole(files)
  const annotations = await annotationsOf(review, options, folder)
  if (json === '-') {
    terminal.out(comparisonJson(comparison))
    return terminal.err(annotations)
  }
  terminal.out(`${paint(text, terminal)}\n${annotations}`)
}

/** The folder of reports. */
async function reportFiles(
  reported: Reportable,
  { out }: OutputOptions,
  folder: string,
): Promise<readonly OutputFile[]> {
  if (out === undefined) return []
  const { comparison, properties, context, review, source } = reported
  const at = (name: string) => join(resolve(folder, out), name)
  const kept = compactComparison(comparison)
  const data = { path: at('comparison.json'), text: packedJson(kept) }
  const told = plainLines(markdownReport(comparison, properties, context))
  const readme = { path: at('README.md'), text: told }
  const files = data.path === source ? [readme] : [data, readme]
  if (review === undefined) return files
  const { pageText } = await import('./page/write-page.ts')
  // Of what the data keeps, so that `report` makes the same page of it.
  const { limits = noLimits, measurements } = reported
  const page = await pageText({ ...review, comparison: kept }, folder, limits, measurements)
  return [...files, { path: at('index.html'), text: page }]
}

function jsonFile(
  comparison: Comparison,
  json: string | undefined,
  folder: string,
): readonly OutputFile[] {
  if (json === undefined || json === '-') return []
  return [{ path: resolve(folder, json), text: comparisonJson(comparison) }]
}

async function filesForReviewers(
  review: Review | undefined,
  options: ReviewOptions,
  folder: string,
): Promise<readonly OutputFile[]> {
  if (review === undefined) return []
  const { reviewFiles } = await import('./review/write-review.ts')
  return reviewFiles(review, options, folder)
}

/** The annotations, which are to be printed. */
async function annotationsOf(
  review: Review | undefined,
  options: ReviewOptions,
  folder: string,
): Promise<string> {
  if (review === undefined) return ''
  const { annotationsText } = await import('./review/write-review.ts')
  return annotationsText(review, options, folder)
}

/** What was found is told; files stay as they are, for it is less than they were to hold. */
function tellInterrupted(
  comparison: Comparison,
  text: string,
  json: string | undefined,
  terminal: Terminal,
): void {
  terminal.out(json === '-' ? comparisonJson(comparison) : `${paint(text, terminal)}\n`)
  const { cells } = comparison
  const open = cells.filter(({ verdict }) => verdict === 'unknown').length
  terminal.err(
    `ackurate: interrupted by ${interruption()}: ${open} of ${cells.length} verdicts are ` +
      'undecided (?); no file was written\n',
  )
}

/** A line of a story or a path to copy, which stays as it is; a table has its own width. */
const isWhole = /^ *(?:\d+|✗) {2,}|replay: |[│|]/

/** The text with prose in lines of the terminal's width, where somebody knows it. */
function laidOut(text: string, { columns }: Terminal): string {
  if (columns === undefined) return text
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.length <= columns || isWhole.test(line)) return line
      const [margin = ''] = /^ */.exec(line) ?? []
      return wrapped(line, columns, `${margin}  `)
    })
    .join('\n')
}

/** Puts Node's own codes around a text; its `styleText` asks the environment once more. */
function inked(style: 'green' | 'yellow' | 'red' | 'bold' | 'cyan'): (text: string) => string {
  const [on, off] = inspect.colors[style] ?? [0, 0]
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`
}

const green = inked('green')
const yellow = inked('yellow')
const red = inked('red')
const bold = inked('bold')
const cyan = inked('cyan')

/** The text, harmless, with its signs coloured where the terminal takes colours. */
function paint(told: string, terminal: Terminal): string {
  const text = laidOut(plainLines(told), terminal)
  if (!terminal.colour) return text
  const signs: Readonly<Record<string, string>> = {
    '✓': green('✓'),
    '✔': bold(green('✔')),
    '○': green('○'),
    '●': bold(green('●')),
    '↻': yellow('↻'),
    '✗': yellow('✗'),
    '✖': bold(red('✖')),
    '✖!': bold(red('✖!')),
    '← fault': red('← fault'),
  }
  return text
    .replace(/✓|✔|○|●|↻|✗|✖!?|← fault/g, (sign) => signs[sign] ?? sign)
    .replace(/^( {2}replay: )(.*)$/gm, (_, label: string, line: string) => label + cyan(line))
}
