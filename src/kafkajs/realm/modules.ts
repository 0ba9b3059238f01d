/**
 * Loads CommonJS modules into the realm: kafkajs once, a user's modules anew for every process.
 *
 * In production each process has its own copy of every module, and what a module keeps in its
 * variables is lost with the process; so each simulated process has its own, too. Scripts are
 * compiled once per version of a file. kafkajs keeps nothing in its modules but counters that no
 * run can see (ids of instrumentation events), and is shared: its code stays optimised.
 */
import { readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ours } from '../../ours.ts'
import { builtinName, createBuiltins } from './builtins.ts'
import { createCompiler, isOfClient, type Wrapper } from './compile.ts'
import { createFakes, effectImports, type Fakes, lazyModule, mayFake } from './fakes.ts'
import { timerFunctions } from './globals.ts'
import { shortened } from './lines.ts'
import type { Realm } from './realm.ts'
import { createResolver, type Resolve } from './resolve.ts'
import { settled } from './settle.ts'
import { isFetcherModule, watchFetchers } from './spinning-fetcher.ts'
import { isModuleOrTyped } from './transform.ts'
import { addWorldGlobals, guardGlobals } from './world-globals.ts'

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
  readonly id: string
  readonly filename: string
  readonly children: readonly unknown[]
  readonly paths: readonly string[]
}

type Require = ((specifier: string) => unknown) & {
  readonly resolve: (specifier: string) => string
}

/** The modules of one process. */
export interface Modules {
  /** Loads a module by its absolute path, once. */
  load(file: string): unknown
  /**
   * Loads the module that starts a service, whose `fakes` replace modules for all that is loaded
   * from then on; `given` is what functions that make them are called with.
   */
  loadService(file: string, given: object): unknown
}

/** Compiles and shares what processes have in common; one per realm. */
export interface Library {
  modulesOf(surroundings: Surroundings): Modules
  /** Puts back what processes have changed and shared: to be called after each run. */
  restore(): void
}

/** Ours, but loaded into each process as if it were the user's. */
const readyFakes = 'ackurate/fakes'
const readyFakesFile = join(ours, `fakes/index${extname(import.meta.url)}`)

/** Makes the library of a realm; `clientProcess` is `process` as kafkajs sees it. */
export function createLibrary(realm: Realm, clientProcess: object): Library {
  addWorldGlobals(realm)
  const compile = createCompiler(realm)
  const resolveFrom = createResolver()
  const substitute = (_specifier: string, load: () => unknown) => load()
  const ofClient = { process: clientProcess, globalThis: realm.context, substitute }
  const client = createModules({ realm, compile, resolveFrom, client: null }, ofClient)
  const tools = { realm, compile, resolveFrom, client }
  const restore = guardGlobals(realm)
  return { restore, modulesOf: (surroundings) => createModules(tools, surroundings) }
}

interface Tools {
  readonly realm: Realm
  readonly compile: (file: string) => Wrapper
  readonly resolveFrom: Resolve
  /** The modules of the client; null: it is these that are made. */
  readonly client: Modules | null
}

function createModules(tools: Tools, surroundings: Surroundings): Modules {
  const { realm, compile, resolveFrom, client } = tools
  const { process, globalThis: world, substitute } = surroundings
  const known = new Map<string, Module>()
  const timers = timerFunctions(realm.owner, client === null)
  const builtin = createBuiltins(realm, { process, timers, requireFrom: (file) => requireOf(file) })
  /** Modules that the service has got, which a fake would come too late for. */
  const given = new Set<string>()
  let adapter: { readonly file: string; readonly fakes: Fakes; isLazy: boolean } | null = null

  function load(file: string): unknown {
    if (client !== null && isOfClient(file)) return client.load(file)
    const before = known.get(file)
    if (before !== undefined) return before.exports
    const facts = { id: file, filename: file, children: [], paths: [] }
    const module: Module = { ...facts, exports: {}, loaded: false }
    known.set(file, module)
    try {
      evaluate(file, module)
      if (client === null && isFetcherModule(file)) {
        module.exports = watchFetchers(realm, module.exports)
      }
    } catch (error) {
      known.delete(file)
      throw error
    }
    return module.exports
  }

  function requireOf(from: string): Require {
    // kafkajs asks for the modules of a request anew with each request.
    const loaded = new Map<string, unknown>()
    const require = (specifier: string): unknown => {
      const before = loaded.get(specifier)
      if (before !== undefined) return before
      if (adapter !== null && from === adapter.file) {
        return adapter.isLazy ? lazyModule(() => find(specifier)) : find(specifier)
      }
      const fake = adapter?.fakes.find(from, specifier) ?? null
      if (fake !== null) return fake.exports
      const found = find(specifier)
      if (adapter !== null) remember(from, specifier)
      if (client === null && isLoaded(from, specifier)) loaded.set(specifier, found)
      return found
    }
    const find = (specifier: string): unknown => {
      if (specifier === readyFakes) return load(readyFakesFile)
      const name = builtinName(specifier)
      return substitute(specifier, () =>
        name === null ? load(resolveFrom(from, specifier)) : builtin(name),
      )
    }
    const resolve = (specifier: string) =>
      builtinName(specifier) === null ? resolveFrom(from, specifier) : specifier
    return Object.assign(require, { resolve, cache: {}, main: undefined })
  }

  /** A module that is still being evaluated may yet replace its exports. */
  function isLoaded(from: string, specifier: string): boolean {
    return (
      builtinName(specifier) !== null || known.get(resolveFrom(from, specifier))?.loaded === true
    )
  }

  function remember(from: string, specifier: string): void {
    const name = builtinName(specifier)
    given.add(name ?? specifier)
    if (name === null) given.add(resolveFrom(from, specifier))
  }

  function loadService(file: string, service: object): unknown {
    const source = readFileSync(file, 'utf8')
    if (!mayFake(source)) return load(file)
    const fakes = createFakes({
      ...{ file, given: service, resolveFrom },
      exports: () => known.get(file)?.exports,
      isLoaded: (module) => given.has(module),
      refuse: (message) => {
        realm.owner().escaped(`${shortened(file)}: ${message}`)
        throw new realm.Error(message)
      },
    })
    const isLazy = isModuleOrTyped(file, source)
    adapter = { file, fakes, isLazy }
    const exports = load(file)
    Object.assign(world, fakes.globals())
    adapter.isLazy = false
    for (const specifier of isLazy ? effectImports(source) : []) requireOf(file)(specifier)
    return exports
  }

  function evaluate(file: string, module: Module): void {
    const require = requireOf(file)
    const { exports } = module
    const { setTimeout, setInterval, setImmediate } = timers
    const { clearTimeout, clearInterval, clearImmediate } = timers
    compile(file).call(
      exports,
      ...[exports, require, module, file, dirname(file)],
      (specifier: string) => settled(realm, () => require(specifier)),
      (specifier: string) => pathToFileURL(require.resolve(specifier)).href,
      ...[process, world, world],
      ...[setTimeout, setInterval, setImmediate],
      ...[clearTimeout, clearInterval, clearImmediate],
    )
    module.loaded = true
  }

  return { load, loadService }
}
