/** `node:timers` and `node:timers/promises` over the timers of whoever runs. */
import type { TimerFunctions } from '../globals.ts'
import type { Realm } from '../realm.ts'

interface Options {
  readonly signal?: AbortSignal
}

/** The timer functions as promises. */
export interface PromisedTimers {
  readonly module: object
  /** What `util.promisify` makes of a timer function; null: it is none. */
  promisified(original: unknown): unknown
}

/** Makes them out of the timer functions that a module finds. */
export function promisedTimers(realm: Realm, timers: TimerFunctions): PromisedTimers {
  const sleep = (delay = 1, value?: unknown, { signal }: Options = {}) =>
    new realm.Promise((fulfil, reject) => {
      const abort = () => {
        timers.clearTimeout(timer)
        const error = new realm.Error('The operation was aborted')
        reject(Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' }))
      }
      const timer = timers.setTimeout(() => fulfil(value), delay)
      if (signal?.aborted === true) abort()
      else signal?.addEventListener('abort', abort, { once: true })
    })
  const soon = (value?: unknown, options?: Options) => sleep(0, value, options)
  /** `for await` asks it for each tick. */
  const every = (delay = 1, value?: unknown, options?: Options) => ({
    next: () => sleep(delay, value, options).then(realm.inner(() => ({ value, done: false }))),
    return: () => realm.Promise.resolve({ value: undefined, done: true }),
    [Symbol.asyncIterator]() {
      return this
    },
  })
  const scheduler = { wait: (delay: number, options?: Options) => sleep(delay, undefined, options) }
  const known = new Map<unknown, unknown>([
    [timers.setTimeout, sleep],
    [timers.setImmediate, soon],
    [realm.context['setTimeout'], sleep],
    [realm.context['setImmediate'], soon],
  ])
  return {
    module: { setTimeout: sleep, setImmediate: soon, setInterval: every, scheduler },
    promisified: (original) => known.get(original) ?? null,
  }
}
