/**
 * Looks at a user's module without running anything of the host: the module is loaded inside the
 * realm, where its timers do not fire and its sockets are refused.
 */
import { EventEmitter } from 'node:events'
import type { ISocketFactory, Kafka, KafkaConfig } from 'kafkajs'
import { clientProcess } from './app/environment.ts'
import { globalObject } from './realm/global-object.ts'
import { nobody, type Owner } from './realm/owner.ts'
import type { Realm } from './realm/realm.ts'
import { whileListening } from './realm/realm.ts'
import { sharedRealm } from './shared-realm.ts'

/** What a module turned out to be. */
export type Inspection =
  | {
      readonly kind: 'loaded'
      readonly exports: Readonly<Record<string, unknown>>
      /** What its default export returns, if that is a function without parameters. */
      readonly made: unknown
    }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** It did what a module cannot do while it is loaded in a simulation. */
  | { readonly kind: 'refused'; readonly reason: string }

/** So many lines of an error's trace tell where in the module it came from. */
const traceLines = 10

/** Loads the module once; `packages` are modules of the host's that it may import. */
export function inspect(file: string, packages: Readonly<Record<string, unknown>>): Inspection {
  const { realm, library } = sharedRealm()
  const complaints: string[] = []
  const complain = (message: string) => complaints.push(message)
  const visitor: Owner = { ...nobody, escaped: complain, rejected: () => {} }
  const process = visitedProcess(realm, complain)
  const modules = library.modulesOf({
    process,
    globalThis: globalObject(realm, visitor, { process }),
    substitute: (specifier, load) => {
      if (specifier === 'kafkajs') return unconnected(load() as Kafkajs, realm, complain)
      return packages[specifier] ?? load()
    },
  })
  let reason: string | undefined
  const inspection = withTraces(realm, () =>
    whileListening(realm, () => {
      const visited = visit(realm, visitor, () => modules.loadService(file, inert(realm)))
      reason = complaints[0]
      return withMade(realm, visitor, visited)
    }),
  )
  library.restore()
  return reason === undefined ? inspection : { kind: 'refused', reason }
}

/**
 * Calls a default export that takes nothing: it is no service, which needs its Kafka, unless it
 * hands on whatever it is given. Then it fails, which means nothing here.
 */
function withMade(realm: Realm, visitor: Owner, visited: Inspection): Inspection {
  if (visited.kind !== 'loaded') return visited
  const start = visited.exports['default'] ?? visited.exports
  if (!isStart(start) || (start as () => unknown).length > 0) return visited
  let made: unknown
  realm.enter(visitor, () => {
    try {
      made = (start as () => unknown)()
    } catch {
      // Whatever it needs, it was not given.
    }
  })
  return { ...visited, made }
}

function visit(realm: Realm, visitor: Owner, load: () => unknown): Inspection {
  let inspection: Inspection = { kind: 'failed', error: new Error('it was not loaded') }
  realm.enter(visitor, () => {
    try {
      inspection = { kind: 'loaded', exports: load() as Record<string, unknown>, made: undefined }
    } catch (error) {
      inspection = { kind: 'failed', error }
    }
  })
  return inspection
}

/** What fakes are given that nobody will call. */
function inert(realm: Realm): object {
  const never = () => new realm.Promise(() => {})
  return { kafka: {}, topic: '', fromBeginning: true, process: never, skip: () => {} }
}

function withTraces<T>(realm: Realm, body: () => T): T {
  const before = realm.Error.stackTraceLimit
  realm.Error.stackTraceLimit = traceLines
  try {
    return body()
  } finally {
    realm.Error.stackTraceLimit = before
  }
}

function visitedProcess(realm: Realm, complain: (message: string) => void): object {
  const exit = (code = 0) => {
    const call = 'process.exit'
    complain(`it calls ${call}(${code}) while it is loaded`)
    throw new realm.Error(call)
  }
  return Object.assign(new EventEmitter(), clientProcess(), {
    ...{ exit, kill: () => true, nextTick: () => {}, uptime: () => 0 },
  })
}

interface Kafkajs {
  readonly Kafka: new (config: KafkaConfig) => Kafka
}

/** kafkajs as a module finds it that is only looked at. */
function unconnected(real: Kafkajs, realm: Realm, complain: (message: string) => void): Kafkajs {
  const socketFactory = (() => {
    const message = 'it connects to Kafka while it is loaded: connect in the function that it'
    complain(`${message} exports as its default`)
    throw new realm.Error(message)
  }) as unknown as ISocketFactory
  class UnconnectedKafka extends real.Kafka {
    constructor(config: KafkaConfig) {
      super({ ...config, logLevel: 0, socketFactory })
    }
  }
  return { ...real, Kafka: UnconnectedKafka }
}

/** Whether it is a function that starts a service: not a class, not a generator. */
export function isStart(value: unknown): boolean {
  if (typeof value !== 'function') return false
  const tag = Object.prototype.toString.call(value)
  if (tag === '[object AsyncFunction]') return true
  return tag === '[object Function]' && !/^class\b/.test(Function.prototype.toString.call(value))
}
