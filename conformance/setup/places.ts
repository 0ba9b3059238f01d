/** Where things are. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The root of the project: above this file, wherever that was compiled to. */
export const root = rootAbove(import.meta.dirname)

/** What is kept from run to run: lists of jars, formatted data folders, compiled classes. */
export function cacheFolder(): string {
  return process.env['ACKURATE_CONFORMANCE_CACHE'] ?? join(root, 'conformance', '.cache')
}

/** A file or folder of `conformance/` as it is in the repository. */
export function sourceOf(...path: readonly string[]): string {
  return join(root, 'conformance', ...path)
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('no package.json above')
  return rootAbove(above)
}
