/**
 * Modules that a service's adapter replaces: its `export const fakes`.
 *
 * A key is a module as the adapter would import it: a path (`../src/db.js`), a package (`pg`), a
 * module of Node, or `fetch`. What stands under it is the module, or a function that makes it from
 * what the service is given; it is made once in each simulated process. The adapter itself gets the
 * real modules, so that a fake may keep part of one.
 *
 * The adapter's own imports are loaded when they are used first, after its body: else the consumer
 * would have loaded the real modules before anybody knew of their fakes.
 */
import { builtinName } from './builtins.ts'
import type { Resolve } from './resolve.ts'

/** What is found in place of a module. */
export interface Fake {
  readonly exports: unknown
}

/** The fakes of one simulated process. */
export interface Fakes {
  /** What stands for the specifier in this file; null: the real module. */
  find(from: string, specifier: string): Fake | null
  /** Global functions among them, as `fetch`. */
  globals(): Readonly<Record<string, unknown>>
}

/** What they are made of. */
export interface FakesHost {
  /** The adapter, whose exports are asked anew until they say something. */
  readonly file: string
  readonly exports: () => unknown
  /** What a function that makes a fake is given. */
  readonly given: object
  readonly resolveFrom: Resolve
  /** Whether the module at this path, or of this name, was loaded before. */
  readonly isLoaded: (module: string) => boolean
  /** Tells what is wrong with them. */
  readonly refuse: (message: string) => never
}

/** Global functions that reach out of a process. */
const globalNames: readonly string[] = ['fetch', 'WebSocket', 'EventSource']

interface Entry {
  readonly key: string
  readonly value: unknown
  made: Fake | null
}

/** Whether the text of an adapter speaks of fakes: then its imports wait. */
export function mayFake(source: string): boolean {
  return /\bfakes\b/.test(source)
}

/** What it imports for its effect only, which happens right after its body. */
export function effectImports(source: string): readonly string[] {
  return [...source.matchAll(/^[ \t]*import\s*(['"])([^'"\n]+)\1/gm)].map(
    ([, , specifier = '']) => specifier,
  )
}

/** Whether the exports of a module replace anything. */
export function hasFakes(exports: unknown): boolean {
  const { fakes } = Object(exports) as { readonly fakes?: unknown }
  return typeof fakes === 'object' && fakes !== null
}

/** The fakes of an adapter. */
export function createFakes(host: FakesHost): Fakes {
  let entries: ReadonlyMap<string, Entry> | null = null
  const table = (): ReadonlyMap<string, Entry> | null => {
    if (entries === null) entries = readEntries(host)
    return entries
  }
  return {
    find(from, specifier) {
      const known = from === host.file ? null : table()
      if (known === null) return null
      const entry =
        known.get(builtinName(specifier) ?? specifier) ?? entryOfPath(host, known, from, specifier)
      return entry === undefined ? null : made(host, entry)
    },
    globals() {
      const found = globalNames.flatMap((name) => {
        const entry = table()?.get(name)
        return entry === undefined ? [] : [[name, made(host, entry).exports] as const]
      })
      return Object.fromEntries(found)
    },
  }
}

/** Null: the adapter has not said yet what it replaces. */
function readEntries(host: FakesHost): ReadonlyMap<string, Entry> | null {
  const exports = host.exports()
  const { fakes } = Object(exports) as { readonly fakes?: unknown }
  if (fakes === undefined) return null
  if (typeof fakes !== 'object' || fakes === null || Array.isArray(fakes)) {
    return host.refuse("fakes must be an object: { '../src/db.js': ({ process }) => ({ … }) }")
  }
  const entries = new Map<string, Entry>()
  for (const [key, value] of Object.entries(fakes)) {
    const module = moduleOf(host, key)
    if (host.isLoaded(module)) {
      host.refuse(`its fakes come too late for ${key}, which is loaded already: say them first`)
    }
    entries.set(module, { key, value, made: null })
  }
  return entries
}

/** A path is absolute from here on, and has its extension. */
function moduleOf({ file, resolveFrom, refuse }: FakesHost, key: string): string {
  if (!isPath(key)) return builtinName(key) ?? key
  try {
    return resolveFrom(file, key)
  } catch {
    return refuse(`its fakes replace ${key}, but there is no such file beside it`)
  }
}

function isPath(specifier: string): boolean {
  return /^(?:\.{1,2}(?:[\\/]|$)|file:|[\\/]|[A-Za-z]:\\)/.test(specifier)
}

function entryOfPath(
  { resolveFrom }: FakesHost,
  entries: ReadonlyMap<string, Entry>,
  from: string,
  specifier: string,
): Entry | undefined {
  if (builtinName(specifier) !== null) return undefined
  try {
    return entries.get(resolveFrom(from, specifier))
  } catch {
    // Whoever loads it says so.
    return undefined
  }
}

function made(host: FakesHost, entry: Entry): Fake {
  if (entry.made !== null) return entry.made
  const { key, value } = entry
  const exports = isMaker(value) ? value(host.given) : value
  if (typeof (exports as { readonly then?: unknown } | null)?.then === 'function') {
    host.refuse(`the fake of ${key} is a promise; a module is there at once`)
  }
  entry.made = { exports: asModule(exports) }
  return entry.made
}

function isMaker(value: unknown): value is (given: object) => unknown {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value))
}

/** Who names a `default` means the default export of an ES module. */
function asModule(exports: unknown): unknown {
  if (typeof exports !== 'object' || exports === null || !('default' in exports)) return exports
  if ('__esModule' in exports) return exports
  return Object.defineProperty(exports, '__esModule', { value: true })
}

/** A module of the adapter's that is loaded when something of it is asked for. */
export function lazyModule(load: () => unknown): unknown {
  let loaded: { readonly exports: unknown } | null = null
  const exports = (): object => {
    loaded ??= { exports: load() }
    return Object(loaded.exports) as object
  }
  return new Proxy(() => {}, {
    get: (_, name) => {
      if (name === '__esModule') return true
      const module = exports() as Readonly<Record<PropertyKey, unknown>>
      return name === 'default' && module['__esModule'] !== true ? module : module[name]
    },
    has: (_, name) => name === '__esModule' || name in exports(),
    ownKeys: () => Reflect.ownKeys(exports()),
    getOwnPropertyDescriptor: (_, name) => {
      const found = Reflect.getOwnPropertyDescriptor(exports(), name)
      return found === undefined ? undefined : { ...found, configurable: true }
    },
    // A CommonJS module may be a function.
    apply: (_, self, given) => Reflect.apply(exports() as () => unknown, self, given),
  })
}
