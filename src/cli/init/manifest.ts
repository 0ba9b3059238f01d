/** Names vitest and ackurate in a user's package.json, and changes nothing else of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../../ours.ts'
import { version } from '../version.ts'

/** The versions to ask for: this one, and the vitest that it is tested with. */
export function versionsToAdd(): Readonly<Record<'vitest' | 'ackurate', string>> {
  const file = join(packageFolder, 'package.json')
  const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly devDependencies: { readonly vitest: string }
  }
  return { vitest: devDependencies.vitest, ackurate: `^${version()}` }
}

/** The text of package.json with these development dependencies; the indent stays as it is. */
export function withDevDependencies(
  manifest: string,
  added: Readonly<Record<string, string>>,
): string {
  const value = JSON.parse(manifest) as Record<string, unknown>
  const before = (value['devDependencies'] ?? {}) as Readonly<Record<string, string>>
  const all = Object.entries({ ...before, ...added }).sort(([a], [b]) => (a < b ? -1 : 1))
  const [, indent = '  '] = /^\{\r?\n([ \t]+)/.exec(manifest) ?? []
  const end = manifest.endsWith('\n') ? '\n' : ''
  return JSON.stringify({ ...value, devDependencies: Object.fromEntries(all) }, null, indent) + end
}
