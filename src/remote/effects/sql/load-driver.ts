/**
 * Drivers of databases are the user's own: they are looked for beside Ackurate, as optional peers,
 * then in the folder of the project that is checked.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What the module exports. Throws a line; `missing` is the one where there is no such module. */
export function loadDriver(name: string, cwd: string, missing: string): unknown {
  for (const base of [import.meta.url, join(cwd, 'package.json')]) {
    const found = requireFrom(base, name)
    if (found !== null) return found
  }
  throw new Error(missing)
}

/** Null: there is none. */
export function requireFrom(base: string, name: string): unknown {
  const require = createRequire(base)
  try {
    require.resolve(name)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'MODULE_NOT_FOUND') return null
    throw error
  }
  try {
    return require(name)
  } catch (error) {
    const [line] = (error as Error).message.split('\n')
    throw new Error(`the package ${name} cannot be loaded: ${line}`)
  }
}
