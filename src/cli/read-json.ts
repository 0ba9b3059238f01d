/** Reads the JSON of a file that a user names, who may have edited it, or named another one. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from './usage-error.ts'

/** Far deeper than anything that is written here, far less than what a stack holds. */
const depthMax = 200

/** The value; throws a UsageError of one line, begun with `prefix`, where there is none. */
export function readJson(file: string, folder: string, prefix = ''): unknown {
  const value = parsed(file, folder, prefix)
  if (!isDeep(value)) return value
  throw new UsageError(`${prefix}cannot read ${file}: it is nested more than ${depthMax} deep`)
}

function parsed(file: string, folder: string, prefix: string): unknown {
  try {
    // Some editors begin a file with the mark of its byte order.
    return JSON.parse(readFileSync(resolve(folder, file), 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
    throw new UsageError(`${prefix}cannot read ${file}: ${reason}`)
  }
}

/** Looked for without recursion: what comes later has less to be afraid of. */
function isDeep(value: unknown): boolean {
  let level: readonly object[] = isObject(value) ? [value] : []
  for (let depth = 0; depth < depthMax && level.length > 0; depth++) {
    level = level.flatMap((one) => Object.values(one).filter(isObject))
  }
  return level.length > 0
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
