/** Traces that have no path in the model, or are undecided: kept for whoever looks into them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../setup/places.ts'
import type { Trace } from './trace.ts'

/** Keeps the trace under that name; returns where. */
export function keepParted(name: string, trace: Trace): string {
  const folder = join(cacheFolder(), 'parted')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.json`)
  writeFileSync(file, `${JSON.stringify(trace, null, 1)}\n`)
  return file
}
