/** The page's script and style, as the build made them. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Examples } from '../../page/page-data.ts'
import { UsageError } from '../usage-error.ts'

export interface Bundle {
  readonly script: string
  /** The thread that plays counterexamples. */
  readonly player: string
  readonly style: string
  /** Code and configuration by strategy. */
  readonly examples: Examples
}

/** Beside the compiled command; then, for those who run the sources, where the build puts them. */
const folders = ['../../page/bundle/', '../../../dist/page/bundle/']

/** Reads both. Throws a UsageError where a checkout was never built. */
export function readBundle(): Bundle {
  for (const folder of folders) {
    const path = (name: string) => fileURLToPath(new URL(folder + name, import.meta.url))
    if (!existsSync(path('main.js'))) continue
    return {
      script: readFileSync(path('main.js'), 'utf8'),
      player: readFileSync(path('player.js'), 'utf8'),
      style: readFileSync(path('main.css'), 'utf8'),
      examples: JSON.parse(readFileSync(path('examples.json'), 'utf8')) as Examples,
    }
  }
  throw new UsageError('the page of the report is not built: run `npm run build`')
}
