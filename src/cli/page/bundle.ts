/** The page's script and style, as the build made them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../../ours.ts'
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

/** Where the build puts them, for those who run the sources, too. */
const folder = join(packageFolder, 'dist/page/bundle')

/** Reads them. Throws a UsageError where a checkout was never built. */
export function readBundle(): Bundle {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  if (existsSync(join(folder, 'main.js'))) {
    return {
      script: read('main.js'),
      player: read('player.js'),
      style: read('main.css'),
      examples: JSON.parse(read('examples.json')) as Examples,
    }
  }
  throw new UsageError('the page of the report is not built: run `npm run build`')
}
