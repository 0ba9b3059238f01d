/** The version in package.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../ours.ts'

/** Ackurate's version. */
export function version(): string {
  const file = join(packageFolder, 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}
