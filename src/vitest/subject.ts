/** What `expect` was given, as a strategy, and the word by which the command line would find it. */
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { loadStrategy } from '../cli/loading/load-strategy.ts'
import { UsageError } from '../cli/usage-error.ts'
import { strategies } from '../strategies/all.ts'
import type { AnyStrategy } from '../strategies/strategy.ts'

/** A module with a kafkajs service or a strategy, or either of them as an object. */
export type Subject = string | URL | AnyStrategy

/** The strategy to search. */
export interface NamedSubject {
  readonly strategy: AnyStrategy
  /** What `ackurate replay` takes for it; null: an object, and nobody knows of which module. */
  readonly word: string | null
}

/** Loads it; a relative path starts at the test's file. Throws a UsageError if it is none. */
export async function subjectOf(
  received: unknown,
  testFile: string | undefined,
): Promise<NamedSubject> {
  if (typeof received === 'string' || received instanceof URL) {
    const word = wordOf(String(received), testFile)
    return { strategy: (await loadStrategy(word, process.cwd())).strategy, word }
  }
  if (!isStrategy(received)) {
    throw new UsageError(
      'expect() takes the path or URL of a module, service(...) or a strategy, ' +
        `not ${received === null ? 'null' : `a value of type ${typeof received}`}`,
    )
  }
  if (strategies.some(({ strategy }) => strategy === received)) {
    return { strategy: received, word: received.name }
  }
  const file = 'service' in received ? wordOf(received.service, undefined) : null
  return { strategy: received, word: file }
}

function isStrategy(value: unknown): value is AnyStrategy {
  if (typeof value !== 'object' || value === null) return false
  return 'name' in value && 'claims' in value && ('run' in value || 'service' in value)
}

/** As one would type it in the working directory: `./src/consumer.ts`. */
function wordOf(module: string, testFile: string | undefined): string {
  const path = module.startsWith('file:') ? fileURLToPath(module) : module
  const besideTest = /^\.\.?[\\/]/.test(path)
  if (!besideTest && !isAbsolute(path)) return path
  const folder = besideTest && testFile !== undefined ? dirname(testFile) : process.cwd()
  const typed = relative(process.cwd(), resolve(folder, path))
  return typed.startsWith('..') || isAbsolute(typed) ? typed : `./${typed}`
}
