/** Where a module is: as Node finds it, and then as TypeScript and bundlers do. */
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'

const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']

/** The absolute path of the module that a file means. */
export type Resolve = (from: string, specifier: string) => string

/** A resolver that remembers what it found. */
export function createResolver(): Resolve {
  const known = new Map<string, string>()
  return (from, specifier) => {
    const key = `${dirname(from)}\n${specifier}`
    const before = known.get(key)
    if (before !== undefined) return before
    const found = resolveOnce(from, specifier)
    known.set(key, found)
    return found
  }
}

function resolveOnce(from: string, specifier: string): string {
  if (specifier.startsWith('file:')) return fileURLToPath(specifier)
  if (specifier.startsWith('.') || specifier.startsWith(sep)) {
    const path = resolve(dirname(from), specifier)
    for (const candidate of candidates(path)) if (isFile(candidate)) return candidate
  }
  try {
    return createRequire(from).resolve(specifier)
  } catch (error) {
    const found = createJiti(from, { fsCache: false }).esmResolve(specifier, { try: true })
    if (found === undefined || !existsSync(fileURLToPath(found))) throw error
    return fileURLToPath(found)
  }
}

function* candidates(path: string): Generator<string> {
  yield path
  for (const extension of extensions) yield path + extension
  const written = extname(path)
  if (/^\.[cm]?js$/.test(written)) yield path.replace(/js$/, 'ts')
  for (const extension of extensions) yield resolve(path, `index${extension}`)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
