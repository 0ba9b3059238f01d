/**
 * The global objects that simulated code sees: virtual where they touch time, chance or the world.
 *
 * They are put into the realm's own global object, so the host (a test runner, the command line)
 * keeps its own, whatever happens to a run. Each asks the owner that runs at the moment of the
 * call.
 */
import { Buffer } from 'node:buffer'
import { TextDecoder, TextEncoder } from 'node:util'
import type { Owner } from './owner.ts'

type Callback = (...args: unknown[]) => void

/** The timer functions, for user code or for the client. */
export interface TimerFunctions {
  readonly setTimeout: (callback: Callback, delay?: number, ...args: unknown[]) => object
  readonly setInterval: (callback: Callback, delay?: number, ...args: unknown[]) => object
  readonly setImmediate: (callback: Callback, ...args: unknown[]) => object
  readonly clearTimeout: (handle: unknown) => void
  readonly clearInterval: (handle: unknown) => void
  readonly clearImmediate: (handle: unknown) => void
}

/** Timers of whoever runs; `ofClient`: those of kafkajs' own modules. */
export function timerFunctions(owner: () => Owner, ofClient: boolean): TimerFunctions {
  const arm = (callback: Callback, delay: unknown, every: boolean, args: unknown[]): object => {
    if (typeof callback !== 'function') throw new TypeError('a timer needs a function')
    const call = args.length === 0 ? callback : () => callback(...args)
    const milliseconds = Number(delay)
    const to = owner()
    return ofClient ? to.armOfClient(call, milliseconds, every) : to.arm(call, milliseconds, every)
  }
  const disarm = (handle: unknown) => owner().disarm(handle)
  return {
    setTimeout: (callback, delay, ...args) => arm(callback, delay, false, args),
    setInterval: (callback, delay, ...args) => arm(callback, delay, true, args),
    setImmediate: (callback, ...args) => arm(callback, 0, false, args),
    clearTimeout: disarm,
    clearInterval: disarm,
    clearImmediate: disarm,
  }
}

/** A `Date` whose present is the owner's. */
function virtualDate(owner: () => Owner, RealDate: DateConstructor): DateConstructor {
  function VirtualDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(owner().now()).toString()
    const given = args.length === 0 ? [owner().now()] : args
    return Reflect.construct(RealDate, given, new.target)
  }
  VirtualDate.prototype = RealDate.prototype
  const statics = { now: () => owner().now(), parse: RealDate.parse, UTC: RealDate.UTC }
  return Object.assign(VirtualDate, statics) as unknown as DateConstructor
}

/** Logs are not kept: a search makes millions of lines that nobody reads. */
function silentConsole(): Readonly<Record<string, () => void>> {
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group']
  const more = ['groupEnd', 'time', 'timeEnd', 'timeLog', 'assert', 'count', 'countReset']
  return Object.fromEntries([...names, ...more].map((name) => [name, () => {}]))
}

/** What to put into the realm's global object; `own` are those that it has. */
export function virtualGlobals(
  owner: () => Owner,
  own: { readonly Math: Math; readonly Date: DateConstructor },
): Readonly<Record<string, unknown>> {
  const random = Object.create(own.Math, { random: { value: () => owner().random() } })
  return {
    ...timerFunctions(owner, false),
    Date: virtualDate(owner, own.Date),
    Math: random,
    console: silentConsole(),
    performance: { now: () => owner().now(), timeOrigin: 0, mark: () => {}, measure: () => {} },
    Buffer,
    TextEncoder,
    TextDecoder,
    URL,
    URLSearchParams,
    AbortController,
    AbortSignal,
    Event,
    EventTarget,
    structuredClone,
    atob,
    btoa,
  }
}
