/** The version in package.json, which stands two folders above this file, in src as in dist. */
import { readFileSync } from 'node:fs'

/** Ackurate's version. */
export function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}
