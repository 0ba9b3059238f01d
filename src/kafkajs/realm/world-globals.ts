/**
 * Global objects that need a realm to be made: what reaches into the world is refused, chance is
 * the run's, and nothing depends on when garbage is collected.
 */
import { EventEmitter } from 'node:events'
import { types } from 'node:util'
import { Script } from 'node:vm'
import { forgetGlobals } from './global-object.ts'
import { createGuard, withPrototypes } from './guard.ts'
import { webCrypto } from './node/crypto.ts'
import type { Realm } from './realm.ts'
import { outside, refusedFunction } from './refusals.ts'

/** A `Buffer` is one of the host's arrays, and is to be an instance of them inside, too. */
const arrays: Readonly<Record<string, unknown>> = {
  ...{ ArrayBuffer, SharedArrayBuffer, DataView, Uint8Array, Uint8ClampedArray, Uint16Array },
  ...{ Uint32Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array },
  ...{ BigInt64Array, BigUint64Array },
}

/** Garbage is collected at any time, so that it must be without consequence. */
const collectorSource = `({
  WeakRef: class WeakRef {
    #target
    constructor(target) { this.#target = target }
    deref() { return this.#target }
  },
  FinalizationRegistry: class FinalizationRegistry {
    register() {}
    unregister() { return false }
  },
})`

/** Errors that Node's own functions throw are instances of the realm's classes, too. */
const errorsSource = `((isOfHost) => {
  const ordinary = Function.prototype[Symbol.hasInstance]
  const classes = new Map([Error, TypeError, RangeError, SyntaxError].map((one) => [one, one.name]))
  Object.defineProperty(Error, Symbol.hasInstance, {
    value(error) {
      if (ordinary.call(this, error)) return true
      const name = classes.get(this)
      return name !== undefined && isOfHost(error, name)
    },
  })
})`

const hostErrors: Readonly<Record<string, ErrorConstructor>> = {
  ...{ Error, TypeError, RangeError, SyntaxError },
}

/** What all code of the realm shares, and what it shares with the host. */
const intrinsicsSource = `[
  Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Promise, RegExp, Map, Set,
  Error, TypeError, RangeError, SyntaxError, JSON, Reflect, Intl, Date, Math, console,
  performance, globalThis,
]`
const hostObjects: readonly unknown[] = [
  ...[EventEmitter, Buffer, URL, URLSearchParams, EventTarget, AbortController, AbortSignal],
  ...[TextEncoder, TextDecoder, DOMException, Date, Error, TypeError, RangeError],
  ...Object.values(arrays),
]

/** Remembers what code of the realm could change; the answer puts it back as it was. */
export function guardGlobals(realm: Realm): () => void {
  const inner = new Script(intrinsicsSource).runInContext(realm.context) as unknown[]
  const restore = createGuard(withPrototypes([...inner, ...hostObjects]))
  return () => {
    forgetGlobals(realm)
    restore()
  }
}

/** Puts them into the realm. */
export function addWorldGlobals(realm: Realm): void {
  const { context } = realm
  const evaluate = <T>(source: string): T => new Script(source).runInContext(context) as T
  const isOfHost = (error: unknown, name: string) =>
    types.isNativeError(error) && error instanceof (hostErrors[name] ?? Error)
  evaluate<(isInstance: typeof isOfHost) => void>(errorsSource)(isOfHost)
  const refused = ['fetch', 'WebSocket', 'EventSource', 'Worker', 'BroadcastChannel']
  Object.assign(context, arrays, evaluate<object>(collectorSource), {
    ...Object.fromEntries(refused.map((name) => [name, refusedFunction(realm, name, outside)])),
    crypto: webCrypto(realm),
    AbortSignal: virtualAbortSignal(realm),
    DOMException,
  })
  // They are loaded when they are asked for: that takes longer than a run.
  for (const name of ['Blob', 'Headers', 'FormData', 'Request', 'Response']) {
    const get = () => (globalThis as unknown as Readonly<Record<string, unknown>>)[name]
    Object.defineProperty(context, name, { get, configurable: true, enumerable: false })
  }
}

/** `AbortSignal.timeout` by the run's clock. */
function virtualAbortSignal(realm: Realm): typeof AbortSignal {
  const timeout = (delayMs: number): AbortSignal => {
    const controller = new AbortController()
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    realm.owner().arm(() => controller.abort(reason), delayMs, false)
    return controller.signal
  }
  return new Proxy(AbortSignal, {
    get: (target, property) => (property === 'timeout' ? timeout : Reflect.get(target, property)),
  })
}
