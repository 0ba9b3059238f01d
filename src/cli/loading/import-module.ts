/** Imports a user's TypeScript or JavaScript module as it is now. */
import { sep } from 'node:path'
import * as ackurate from '../../index.ts'
import * as spring from '../../spring/index.ts'
import * as connect from '../../strategies/connect/index.ts'
import * as shipped from '../../strategies/index.ts'
import * as spark from '../../strategies/spark/index.ts'
import { placeOf } from './error-place.ts'

/** What a user's module imports of Ackurate must be these very modules, or nothing would match. */
export const virtualModules = {
  ackurate,
  'ackurate/spring': spring,
  'ackurate/connect': connect,
  'ackurate/spark': spark,
  'ackurate/strategies': shipped,
} as const

/** Its exports. Of the user's own files none is kept for the next call: they may have changed. */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { createJiti } = await import('jiti')
  const options = { fsCache: false, interopDefault: false, virtualModules }
  const jiti = createJiti(import.meta.url, options)
  const before = new Set(Object.keys(jiti.cache))
  try {
    return await jiti.import(file)
  } finally {
    for (const name of Object.keys(jiti.cache)) {
      if (!before.has(name) && !name.includes(`${sep}node_modules${sep}`)) delete jiti.cache[name]
    }
  }
}

/** An error while a module is loaded, in one line with its place; `folder`: where paths begin. */
export function loadProblem(error: unknown, file: string, folder: string): string {
  try {
    return problemOf(error, file, folder)
  } catch {
    // Getters and traps of what was thrown may throw themselves.
    return 'it throws what cannot be told'
  }
}

function problemOf(error: unknown, file: string, folder: string): string {
  if (!isErrorLike(error)) return `it throws ${String(error)}`
  const [message = ''] = String(error.message).split('\n')
  const place = placeOf(error, folder)
  return message.replaceAll(file, '').trim() + (place === null ? '' : ` (${place})`)
}

/** Also an error of the simulation's own realm, which is no `Error` of ours. */
function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value
}
