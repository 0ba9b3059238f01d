/** Finds a configuration, runs it and reads what it exports. */
import { existsSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { importModule, loadProblem } from '../loading/import-module.ts'
import { UsageError } from '../usage-error.ts'
import { type Entry, entriesOf, placing } from './entries.ts'
import { checkShape } from './shape.ts'

const extensions = ['ts', 'mts', 'js', 'mjs'] as const

/** The names under which it is looked for, in this order. */
export const configNames = extensions.map((extension) => `ackurate.config.${extension}`)

/** Where a configuration is. */
export interface FoundConfig {
  readonly path: string
  /** The path as messages say it. */
  readonly file: string
}

/** Its file; null: there is none, and none was asked for. Throws a UsageError. */
export function findConfig(named: string | null, folder: string): FoundConfig | null {
  const path = configPath(named, folder)
  return path === null ? null : { path, file: named ?? relative(folder, path) }
}

function configPath(named: string | null, folder: string): string | null {
  if (named === null) {
    const found = configNames.map((name) => resolve(folder, name)).filter(existsSync)
    const [first, second] = found
    if (first === undefined || second === undefined) return first ?? null
    const names = found.map((file) => relative(folder, file)).join(' and ')
    throw new UsageError(`there are ${names}; choose one with --config`)
  }
  const file = resolve(folder, named)
  if (existsSync(file) && statSync(file).isFile()) return file
  throw new UsageError(`there is no file ${named} (--config)`)
}

/** A configuration that was read. */
export interface LoadedConfig {
  /** Its path as seen from the working directory, for messages. */
  readonly file: string
  readonly entries: readonly Entry[]
  /** Variables for the services that are checked. */
  readonly env: Readonly<Record<string, string>>
}

/** Reads the file at `path`, which messages call `file`. Throws a UsageError. */
export async function readConfig(
  path: string,
  file: string,
  folder: string,
): Promise<LoadedConfig> {
  const exports = await importModule(path).catch((error: unknown) => {
    throw new UsageError(`cannot load ${file}: ${loadProblem(error, path, folder)}`)
  })
  return inConfig(file, () => {
    if (!('default' in exports)) throw new UsageError('it has no default export')
    const config = checkShape(exports['default'])
    const entries = entriesOf(config, placing(dirname(path), folder))
    return { file, entries, env: { ...config.env } }
  })
}

/** Names the file in what is wrong with it. */
export function inConfig<T>(file: string, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${file}: ${error.message}`)
    throw error
  }
}
