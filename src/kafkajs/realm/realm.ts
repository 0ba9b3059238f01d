/**
 * The realm: one `node:vm` context in which all simulated code runs, and its own queue of
 * microtasks, so that a whole run is synchronous: something happens to a process, `drain` lets its
 * promises settle, and then the next thing happens.
 *
 * Because only one thing happens between two drains, everything that runs meanwhile belongs to the
 * process it happened to: that is how timers and clocks find their owner.
 *
 * A promise that is rejected and has no handler is told to Node by V8, and Node tells its listeners
 * when it next looks through them. `process._tickCallback` (what `process.nextTick` is drained
 * with) makes it look now, inside `drain`, when the process that must die of it is still known.
 * While a run is under way no other listener hears of what happens in here, nor do we keep the
 * host's own rejections from its listeners.
 */
import process from 'node:process'
import { type Context, createContext, Script } from 'node:vm'
import { virtualGlobals } from './globals.ts'
import { nobody, type Owner } from './owner.ts'

/** A place for simulated code. There is one per thread: a context costs half a millisecond. */
export interface Realm {
  readonly context: Context
  /** The realm's own `Promise` and `Error`: what simulated code awaits and catches. */
  readonly Promise: PromiseConstructor
  readonly Error: ErrorConstructor
  readonly TypeError: TypeErrorConstructor
  /**
   * A function of the host as a function of the realm. What is given to `then` of the realm's
   * promises must be one: a microtask goes to the queue of the function that it calls.
   */
  inner<A extends unknown[], R>(call: (...given: A) => R): (...given: A) => R
  /** Whose code runs now. */
  readonly owner: () => Owner
  /** Goes up whenever something happens to a process. */
  readonly turn: () => number
  /** Runs `act` as the owner's code, then all microtasks that follow from it. */
  enter(owner: Owner, act: () => void): void
}

type Rejection = (reason: unknown, promise: unknown) => void

interface Ticking {
  readonly _tickCallback?: () => void
}

const innerSource = `(call) => (...given) => call(...given)`
const queueMicrotaskSource = `(callback) => { Promise.resolve().then(callback) }`

/** Makes a realm. */
export function createRealm(): Realm {
  const context = createContext({}, { name: 'ackurate', microtaskMode: 'afterEvaluate' })
  const evaluate = <T>(source: string): T => new Script(source).runInContext(context) as T
  const drainScript = new Script('0')
  const own = evaluate<
    Pick<Realm, 'Promise' | 'Error' | 'TypeError'> & { Math: Math; Date: DateConstructor }
  >('({ Promise, Error, TypeError, Math, Date })')
  // Errors are events of the simulated world here, and taking a trace costs more than the event.
  own.Error.stackTraceLimit = 0
  let current: Owner = nobody
  const owner = () => current
  let turns = 0
  Object.assign(context, virtualGlobals(owner, own), {
    queueMicrotask: evaluate(queueMicrotaskSource),
  })
  // Stacks are cut at this name (`lines.ts`).
  const enterRealm: Realm['enter'] = (next, act) => {
    turns++
    const before = current
    current = next
    try {
      act()
      drainScript.runInContext(context)
      lookForRejections()
    } finally {
      current = before
    }
  }
  return {
    context,
    Promise: own.Promise,
    Error: own.Error,
    TypeError: own.TypeError,
    inner: evaluate(innerSource),
    owner,
    turn: () => turns,
    enter: enterRealm,
  }
}

const deaf: Owner = { ...nobody, rejected: () => {}, escaped: () => {} }

function lookForRejections(): void {
  const { _tickCallback } = process as unknown as Ticking
  if (_tickCallback === undefined) throw new Error('this Node has no process._tickCallback')
  _tickCallback()
}

/**
 * Runs `body` while unhandled rejections of the realm go to whoever runs there, and those of the
 * host, should any come up meanwhile, to the listeners it had.
 */
export function whileListening<T>(realm: Realm, body: () => T): T {
  const listeners = process.rawListeners('unhandledRejection') as Rejection[]
  const ours: Rejection = (reason, promise) => {
    if (promise instanceof realm.Promise) realm.owner().rejected(reason)
    else if (listeners.length === 0) throw reason
    else for (const listener of listeners) listener(reason, promise)
  }
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', ours)
  try {
    return body()
  } finally {
    // What a run that threw had still to do must not happen in the next one.
    realm.enter(deaf, () => {})
    process.removeListener('unhandledRejection', ours)
    for (const listener of listeners) process.on('unhandledRejection', listener)
  }
}
