/** A strategy by its shipped name, or from a user's own `.ts` or `.js` file. */
import { existsSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { inspect, isStart } from '../../kafkajs/inspect.ts'
import { StrategyFailure } from '../../model/instance/ops.ts'
import { isPlain } from '../../model/thrown.ts'
import { strategies } from '../../strategies/all.ts'
import type { KafkajsStrategy } from '../../strategies/kafkajs/service.ts'
import type { AnyStrategy, Family } from '../../strategies/strategy.ts'
import { quoted, suggestion, UsageError } from '../usage-error.ts'
import { changedGlobal, restoreGlobals } from './globals.ts'
import { importModule, loadProblem, virtualModules } from './import-module.ts'
import { checkService } from './service-exports.ts'
import { springStrategyIn } from './spring-configuration.ts'
import { checkStrategy, pickStrategy, refuseFactory } from './strategy-exports.ts'

/** A strategy with what the reports say about it. */
export interface LoadedStrategy {
  readonly strategy: AnyStrategy
  readonly family: Family
  readonly faulty: boolean
}

const extensions = /\.(ts|js|mts|mjs|cts|cjs)$/
const configurations = /\.(yml|yaml|properties)$/

/** Whether the word means a file rather than a shipped name. */
export function isStrategyFile(word: string): boolean {
  const [path] = splitExport(word)
  return (
    extensions.test(path) || configurations.test(path) || path.includes('/') || path.includes('\\')
  )
}

/** Whether code that is not ours runs in it, which may loop for ever: a user's, or kafkajs. */
export function mayHang(word: string): boolean {
  const shipped = strategies.find(({ strategy }) => strategy.name === word)
  return isStrategyFile(word) || (shipped !== undefined && 'service' in shipped.strategy)
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

/**
 * The kafkajs service that the file exports as its default, or null if it is a strategy. It is
 * looked for inside the simulation, so that a module which connects to something when it is loaded,
 * or is no strategy at all, never runs outside.
 */
function serviceIn(
  file: string,
  exportName: string | null,
  path: string,
  folder: string,
): KafkajsStrategy | null {
  const inspection = inspect(file, virtualModules)
  if (inspection.kind === 'failed') {
    const problem = loadProblem(inspection.error, file, folder)
    throw new UsageError(`cannot load ${path}: ${problem}`)
  }
  if (inspection.kind === 'refused') {
    throw new UsageError(`cannot load ${path}: ${inspection.reason}`)
  }
  const { exports, made } = inspection
  const start = exports['default'] ?? exports
  if (exportName === null) refuseFactory(made, path)
  if (exportName === null && isStart(start)) return checkService(exports, file, path)
  pickStrategy(exports, exportName, path)
  return null
}

/** Loads a strategy; throws a {@link UsageError} that says what to fix. */
export async function loadStrategy(word: string, folder: string): Promise<LoadedStrategy> {
  if (!isStrategyFile(word)) return shipped(word)
  const [path, exportName] = splitExport(word)
  if (!isPlain(word)) throw new UsageError(`${quoted(word)} must be plain text`)
  const file = isAbsolute(path) ? path : resolve(folder, path)
  if (!existsSync(file)) throw new UsageError(`there is no file ${path}`)
  const isConfiguration = configurations.test(path)
  if (!statSync(file).isFile() || !(extensions.test(file) || isConfiguration)) {
    throw new UsageError(`${path} is not a .ts or .js file`)
  }
  try {
    return {
      strategy: isConfiguration
        ? await springStrategyIn(file, exportName, folder)
        : await strategyIn(file, exportName, path, folder),
      family: 'user',
      faulty: false,
    }
  } catch (error) {
    if (error instanceof UsageError || error instanceof StrategyFailure) throw error
    // To look at what a file exports runs code of it: getters, traps of proxies.
    throw new UsageError(`cannot load ${path}: ${loadProblem(error, file, folder)}`)
  } finally {
    const changed = restoreGlobals()
    // biome-ignore lint/correctness/noUnsafeFinally: whatever else went wrong is a consequence.
    if (changed !== null) throw new UsageError(changedGlobal(path, changed))
  }
}

async function strategyIn(
  file: string,
  exportName: string | null,
  path: string,
  folder: string,
): Promise<AnyStrategy> {
  const service = serviceIn(file, exportName, path, folder)
  if (service !== null) return service
  const exports = await importModule(file).catch((error: unknown) => {
    throw new UsageError(`cannot load ${path}: ${loadProblem(error, file, folder)}`)
  })
  return checkStrategy(pickStrategy(exports, exportName, path), path)
}
