/**
 * Node's own modules as simulated code sees them: pure ones are the real ones, those that touch
 * time are virtual, and those that reach out of the process are refused with a line that says so.
 */
import { createRequire, isBuiltin } from 'node:module'
import type { Realm } from './realm.ts'

const require = createRequire(import.meta.url)

/** They reach out of the process, so that a run could neither be repeated nor end in time. */
const refused: ReadonlySet<string> = new Set(
  ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process'].concat([
    'cluster',
    'worker_threads',
    'inspector',
    'repl',
  ]),
)

/** The module without its `node:` prefix, or null if the specifier is no module of Node. */
export function builtinName(specifier: string): string | null {
  if (!isBuiltin(specifier)) return null
  return specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier
}

/**
 * The module for user code. Refused ones can be loaded, for packages load them that never use
 * them; the first use of anything in them throws.
 */
export function builtin(realm: Realm, name: string): unknown {
  if (refused.has(name)) return refusal(realm, name)
  const globals = realm.context as Readonly<Record<string, unknown>>
  switch (name) {
    case 'timers':
      return timers(globals)
    case 'timers/promises':
      return promisedTimers(realm, globals)
    case 'perf_hooks':
      return { performance: globals['performance'] }
    case 'process':
      return globals['process']
    default:
      return require(`node:${name}`)
  }
}

function timers(globals: Readonly<Record<string, unknown>>): unknown {
  const names = ['setTimeout', 'setInterval', 'setImmediate']
  const all = [...names, ...names.map((name) => name.replace('set', 'clear'))]
  return Object.fromEntries(all.map((name) => [name, globals[name]]))
}

type Arm = (callback: () => void, delay: number) => object

function promisedTimers(realm: Realm, globals: Readonly<Record<string, unknown>>): unknown {
  const arm = globals['setTimeout'] as Arm
  const sleep = (delay = 0, value?: unknown) =>
    new realm.Promise((resolve) => arm(() => resolve(value), delay))
  return { setTimeout: sleep, setImmediate: (value?: unknown) => sleep(0, value) }
}

/** Classes may be extended while a module loads; whatever is called or made is refused. */
function refusal(realm: Realm, name: string): unknown {
  const refuse = (property: string): never => refuseEscape(realm, `node:${name} (${property})`)
  return new Proxy(function refusedModule() {}, {
    get: (_target, property) => {
      if (property === 'default') return refusal(realm, name)
      if (typeof property === 'symbol' || property === '__esModule' || property === 'then') return
      return function refusedMember(): never {
        return refuse(property)
      }
    },
  })
}

/** Tells the run that its code reached out of the simulation, and stops that code. */
export function refuseEscape(realm: Realm, what: string): never {
  const message =
    `${what} cannot be used in a simulated process: a run with real sockets or processes could ` +
    'not be repeated or killed; pass in a fake of what talks to them'
  realm.owner().escaped(message)
  throw new realm.Error(message)
}
