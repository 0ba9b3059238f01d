/**
 * Node's own modules as simulated code sees them: pure ones are the real ones, those that touch
 * time, chance or the disk are simulated, and those that reach out of the process are refused.
 */
import { createRequire, isBuiltin } from 'node:module'
import type { TimerFunctions } from './globals.ts'
import { simulatedCrypto } from './node/crypto.ts'
import { simulatedFs } from './node/fs.ts'
import { promisedTimers } from './node/timers.ts'
import { simulatedEvents, simulatedUtil } from './node/util.ts'
import { simulatedZlib } from './node/zlib.ts'
import type { Realm } from './realm.ts'
import { refusedMembers, refusedModule, waiting } from './refusals.ts'

const require = createRequire(import.meta.url)

/** Refused, and what of them can be used all the same. */
const refused: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...Object.fromEntries(
    ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process']
      .concat(['inspector', 'inspector/promises', 'repl', 'wasi', 'test', 'trace_events'])
      .map((name) => [name, {}]),
  ),
  cluster: { isMaster: true, isPrimary: true, isWorker: false },
  worker_threads: { isMainThread: true, parentPort: null, threadId: 0, workerData: null },
}

/** They wait for the real world by their nature. */
const waitingModules: readonly string[] = ['stream/promises', 'stream/web', 'readline/promises']

/** The module without its `node:` prefix, or null if the specifier is no module of Node. */
export function builtinName(specifier: string): string | null {
  if (!isBuiltin(specifier)) return null
  return specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier
}

/** What a process gives to the modules of Node that it finds. */
export interface BuiltinHost {
  readonly process: unknown
  readonly timers: TimerFunctions
  /** `require` as it is for modules of a file. */
  readonly requireFrom: (file: string) => unknown
}

/** Node's modules for one process: the same name gives the same module. */
export function createBuiltins(realm: Realm, host: BuiltinHost): (name: string) => unknown {
  const known = new Map<string, unknown>()
  return (name) => {
    if (!known.has(name)) known.set(name, make(realm, host, name))
    return known.get(name)
  }
}

function make(realm: Realm, host: BuiltinHost, name: string): unknown {
  const given = refused[name]
  if (given !== undefined) return refusedModule(realm, name, given)
  if (waitingModules.includes(name)) {
    return refusedMembers(realm, `node:${name}`, require(`node:${name}`), waiting)
  }
  switch (name) {
    case 'timers':
      return host.timers
    case 'timers/promises':
      return promisedTimers(realm, host.timers).module
    case 'util':
      return simulatedUtil(realm, promisedTimers(realm, host.timers))
    case 'events':
      return simulatedEvents(realm)
    case 'fs':
      return simulatedFs(realm)
    case 'fs/promises':
      return simulatedFs(realm).promises
    case 'crypto':
      return simulatedCrypto(realm)
    case 'zlib':
      return simulatedZlib(realm)
    case 'process':
      return host.process
    case 'perf_hooks':
      return { performance: realm.context['performance'] }
    case 'console':
      return realm.context['console']
    case 'module':
      return simulatedModule(host)
    default:
      return require(`node:${name}`)
  }
}

/** Only what a service may ask for: who makes a `require` gets that of its process. */
function simulatedModule({ requireFrom }: BuiltinHost): object {
  const { builtinModules, isBuiltin: isNodes } = require('node:module') as Record<string, unknown>
  return { builtinModules, isBuiltin: isNodes, createRequire: requireFrom }
}
