/** A strategy by its shipped name, or from a user's own `.ts` or `.js` file. */
import { existsSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import * as ackurate from '../../index.ts'
import { inspect, isStart } from '../../kafkajs/inspect.ts'
import { strategies } from '../../strategies/all.ts'
import type { KafkajsStrategy } from '../../strategies/kafkajs/service.ts'
import type { AnyStrategy, Family } from '../../strategies/strategy.ts'
import { suggestion, UsageError } from '../usage-error.ts'
import { checkService } from './service-exports.ts'
import { checkStrategy, pickStrategy } from './strategy-exports.ts'

/** A strategy with what the reports say about it. */
export interface LoadedStrategy {
  readonly strategy: AnyStrategy
  readonly family: Family
  readonly faulty: boolean
}

const extensions = /\.(ts|js|mts|mjs|cts|cjs)$/

/** Whether the word means a file rather than a shipped name. */
export function isStrategyFile(word: string): boolean {
  const [path] = splitExport(word)
  return extensions.test(path) || path.includes('/') || path.includes('\\')
}

/** The path of the file that the word means, without the name of an export. */
export function strategyFilePath(word: string): string {
  return splitExport(word)[0]
}

function splitExport(word: string): readonly [path: string, exportName: string | null] {
  const hash = word.lastIndexOf('#')
  return hash < 1 ? [word, null] : [word.slice(0, hash), word.slice(hash + 1)]
}

function shipped(name: string): LoadedStrategy {
  const found = strategies.find((entry) => entry.strategy.name === name)
  if (found !== undefined) return found
  const hint = suggestion(
    name,
    strategies.map((entry) => entry.strategy.name),
  )
  const help =
    hint === '' ? ' ("ackurate list strategies" shows them; a file needs its path)' : hint
  throw new UsageError(`there is no strategy ${JSON.stringify(name)}${help}`)
}

/** The first lines that matter of an error while a module is loaded. */
function loadProblem(error: unknown, file: string): string {
  if (!isErrorLike(error)) return `it throws ${String(error)}`
  const [message = ''] = error.message.split('\n')
  const place = new RegExp(`${escaped(file)}:(\\d+)(?::(\\d+))?`).exec(error.stack ?? '')
  const line = place !== null && !/\(\d+:\d+\)/.test(message) ? ` (line ${place[1]})` : ''
  return `${message.replaceAll(file, '').trim()}${line}`
}

/** Also an error of the simulation's own realm, which is no `Error` of ours. */
function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { createJiti } = await import('jiti')
  // The user's `import … from 'ackurate'` must be this very module, or exceptions would not match.
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    interopDefault: false,
    virtualModules: { ackurate },
  })
  return await jiti.import(file)
}

/**
 * The kafkajs service that the file exports as its default, or null if it is a strategy. It is
 * looked for inside the simulation, so that a module which connects to something when it is loaded,
 * or is no strategy at all, never runs outside.
 */
function serviceIn(file: string, exportName: string | null, path: string): KafkajsStrategy | null {
  const inspection = inspect(file, { ackurate })
  if (inspection.kind === 'failed') {
    const problem = loadProblem(inspection.error, file)
    throw new UsageError(`cannot load ${path}: ${problem}`)
  }
  if (inspection.kind === 'refused') {
    throw new UsageError(`cannot load ${path}: ${inspection.reason}`)
  }
  const { exports } = inspection
  const start = exports['default'] ?? exports
  if (exportName === null && isStart(start)) return checkService(exports, file, path)
  pickStrategy(exports, exportName, path)
  return null
}

/** Loads a strategy; throws a {@link UsageError} that says what to mend. */
export async function loadStrategy(word: string, folder: string): Promise<LoadedStrategy> {
  if (!isStrategyFile(word)) return shipped(word)
  const [path, exportName] = splitExport(word)
  const file = isAbsolute(path) ? path : resolve(folder, path)
  if (!existsSync(file)) throw new UsageError(`there is no file ${path}`)
  if (!statSync(file).isFile() || !extensions.test(file)) {
    throw new UsageError(`${path} is not a .ts or .js file`)
  }
  const service = serviceIn(file, exportName, path)
  if (service !== null) return { strategy: service, family: 'user', faulty: false }
  const exports = await importFile(file).catch((error: unknown) => {
    throw new UsageError(`cannot load ${path}: ${loadProblem(error, file)}`)
  })
  const strategy = checkStrategy(pickStrategy(exports, exportName, path), path)
  return { strategy, family: 'user', faulty: false }
}
