/** Where a comparison goes: the folder of reports, a JSON file, standard output. */
import { join, resolve } from 'node:path'
import type { PropertyName } from '../properties/property.ts'
import { compactComparison } from '../report/compact.ts'
import { comparisonJson } from '../report/json.ts'
import { markdownReport } from '../report/markdown.ts'
import type { ReportContext } from '../report/summary.ts'
import type { Comparison } from '../search/verdict.ts'
import { paint } from './colour.ts'
import type { Terminal } from './terminal.ts'
import { requireWritable, writeWhole } from './write-file.ts'

/** As the user gave them. */
export interface OutputOptions {
  /** `-` is standard output, and then nothing else goes there. */
  readonly json?: string
  readonly out?: string
}

/** A comparison, ready to be told. */
export interface Told {
  readonly comparison: Comparison
  readonly properties: readonly PropertyName[]
  readonly context: ReportContext
  /** For the terminal. */
  readonly text: string
}

/** Throws a UsageError, before any search, for what could not be written after it. */
export function requireOutputs({ json, out }: OutputOptions, folder: string): void {
  if (json !== undefined && json !== '-') requireWritable(resolve(folder, json))
  if (out !== undefined) requireWritable(join(resolve(folder, out), 'comparison.json'))
}

/** Writes the files, then the text. Only `json` gets the events of every counterexample. */
export async function writeOutputs(
  told: Told,
  { json, out }: OutputOptions,
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const { comparison, properties, context, text } = told
  if (out !== undefined) {
    const reports = resolve(folder, out)
    await writeWhole(
      join(reports, 'comparison.json'),
      comparisonJson(compactComparison(comparison)),
    )
    await writeWhole(join(reports, 'README.md'), markdownReport(comparison, properties, context))
  }
  if (json === '-') return terminal.out(comparisonJson(comparison))
  if (json !== undefined) await writeWhole(resolve(folder, json), comparisonJson(comparison))
  terminal.out(`${paint(text, terminal)}\n`)
}
