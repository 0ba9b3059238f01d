/**
 * Loads CommonJS modules into the realm: kafkajs once, a user's modules anew for every process.
 *
 * In production each process has its own copy of every module, and what a module keeps in its
 * variables is lost with the process; so each simulated process has its own, too. Scripts are
 * compiled once per version of a file. kafkajs keeps nothing in its modules but counters that no
 * run can see (ids of instrumentation events), and is shared: its code stays optimised.
 */
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { createJiti } from 'jiti'
import { builtin, builtinName } from './builtins.ts'
import { timerFunctions } from './globals.ts'
import type { Realm } from './realm.ts'
import { commonJs } from './transform.ts'

/** What a module finds around itself besides the realm's globals. */
export interface Surroundings {
  readonly process: unknown
  readonly globalThis: object
  /** Replaces modules by specifier: undefined where there is nothing to replace. */
  readonly substitute: (specifier: string, load: () => unknown) => unknown
}

interface Module {
  exports: unknown
  loaded: boolean
}

type Wrapper = (...parameters: unknown[]) => void

/** The modules of one process. */
export interface Modules {
  /** Loads a module by its absolute path, once. */
  load(file: string): unknown
}

/** Compiles and shares what processes have in common; one per realm. */
export interface Library {
  modulesOf(surroundings: Surroundings): Modules
}

const parameters = [
  ...['exports', 'require', 'module', '__filename', '__dirname', 'jitiImport'],
  ...['process', 'globalThis', 'global'],
  ...['setTimeout', 'setInterval', 'setImmediate'],
  ...['clearTimeout', 'clearInterval', 'clearImmediate'],
]

const ofClient = `${sep}node_modules${sep}kafkajs${sep}`
const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']

/** Makes the library of a realm; `clientProcess` is `process` as kafkajs sees it. */
export function createLibrary(realm: Realm, clientProcess: object): Library {
  const compile = createCompiler(realm)
  const resolveFrom = createResolver()
  const timers = [false, true].map((client) => timerFunctions(realm.owner, client))
  const shared = new Map<string, Module>()

  function modulesOf(surroundings: Surroundings): Modules {
    const own = new Map<string, Module>()
    const load = (file: string): unknown => {
      const isClient = file.includes(ofClient)
      const known = isClient ? shared : own
      const before = known.get(file)
      if (before !== undefined) return before.exports
      const module: Module = { exports: {}, loaded: false }
      known.set(file, module)
      try {
        evaluate(file, module, isClient)
      } catch (error) {
        known.delete(file)
        throw error
      }
      return module.exports
    }
    const evaluate = (file: string, module: Module, isClient: boolean): void => {
      const require = (specifier: string): unknown => {
        const name = builtinName(specifier)
        const loadIt = () =>
          name === null ? load(resolveFrom(file, specifier)) : builtin(realm, name)
        return isClient ? loadIt() : surroundings.substitute(specifier, loadIt)
      }
      const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } =
        timers[isClient ? 1 : 0] as (typeof timers)[number]
      const environment = isClient ? clientProcess : surroundings.process
      const world = isClient ? realm.context : surroundings.globalThis
      compile(file)(
        ...[module.exports, require, module, file, dirname(file), importer(realm, require)],
        ...[environment, world, world],
        ...[setTimeout, setInterval, setImmediate],
        ...[clearTimeout, clearInterval, clearImmediate],
      )
      module.loaded = true
    }
    return { load }
  }
  return { modulesOf }
}

function importer(realm: Realm, require: (specifier: string) => unknown) {
  return (specifier: string) =>
    new realm.Promise((fulfil, reject) => {
      try {
        fulfil(require(specifier))
      } catch (error) {
        reject(error)
      }
    })
}

function createCompiler(realm: Realm): (file: string) => Wrapper {
  const known = new Map<string, { readonly stamp: string; readonly wrapper: Wrapper }>()
  return (file) => {
    const isClient = file.includes(ofClient)
    const before = known.get(file)
    if (before !== undefined && isClient) return before.wrapper
    const { mtimeMs, size } = statSync(file)
    const stamp = `${mtimeMs}/${size}`
    if (before?.stamp === stamp) return before.wrapper
    const source = `(function (${parameters.join(', ')}) {${commonJs(file)}\n})`
    const script = new Script(source, { filename: file })
    const wrapper = script.runInContext(realm.context) as Wrapper
    known.set(file, { stamp, wrapper })
    return wrapper
  }
}

/** Resolves as `require` does, and then as TypeScript and bundlers do. */
function createResolver(): (from: string, specifier: string) => string {
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
