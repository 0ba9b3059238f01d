/** `node:util` and `node:events` as simulated code sees them: with the realm's own promises. */
import { EventEmitter } from 'node:events'
import util from 'node:util'
import type { Realm } from '../realm.ts'
import { refusedFunction, waiting } from '../refusals.ts'
import type { PromisedTimers } from './timers.ts'

type Call = (this: unknown, ...given: unknown[]) => unknown
type Listener = (...given: unknown[]) => void

/** `node:util`; `timers`: what becomes of the timer functions when they are promisified. */
export function simulatedUtil(realm: Realm, timers: PromisedTimers): object {
  const promisify = (original: Call & { [util.promisify.custom]?: Call }): Call => {
    if (typeof original !== 'function') throw new realm.TypeError('promisify takes a function')
    const timer = timers.promisified(original)
    if (timer !== null) return timer as Call
    const custom = original[util.promisify.custom]
    if (custom !== undefined) return custom
    return function promisified(...given) {
      return new realm.Promise((fulfil, reject) => {
        const end: Listener = (error, value) => (error ? reject(error) : fulfil(value))
        original.call(this, ...given, end)
      })
    }
  }
  return {
    ...util,
    promisify: Object.assign(promisify, { custom: util.promisify.custom }),
    // The real one would warn on the host's standard error.
    deprecate: (original: Call) => original,
  }
}

interface Emitting {
  once?(name: string, listener: Listener): unknown
  addEventListener?(name: string, listener: Listener, options: { once: true }): unknown
}

/** `node:events`: the class itself, which also holds the functions. */
export function simulatedEvents(realm: Realm): object {
  const once = (emitter: Emitting, name: string) =>
    new realm.Promise((fulfil, reject) => {
      if (emitter.once === undefined) {
        emitter.addEventListener?.(name, (...given) => fulfil(given), { once: true })
        return
      }
      emitter.once(name, (...given) => fulfil(given))
      if (name !== 'error') emitter.once('error', reject)
    })
  const on = refusedFunction(realm, 'node:events (on)', waiting)
  const emitterClass: typeof EventEmitter = new Proxy(EventEmitter, {
    get(target, property, receiver) {
      if (property === 'once') return once
      if (property === 'on') return on
      if (property === 'EventEmitter' || property === 'default') return emitterClass
      return Reflect.get(target, property, receiver === emitterClass ? target : receiver)
    },
  })
  return emitterClass
}
