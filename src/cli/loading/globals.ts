/**
 * The globals that a user's file shares with our own code, as they were before it was loaded: a
 * file that changes one of them would break what runs it. Uses none of them by their names later.
 */
const { getOwnPropertyDescriptor, defineProperty, is } = Object
const { ownKeys } = Reflect
const { String: text } = globalThis

/** What our code uses everywhere. Clocks, timers, consoles, chance are a user's to replace. */
const names = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'RegExp', 'JSON', 'Reflect', 'Proxy'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise', 'Atomics', 'SharedArrayBuffer'],
  ...['ArrayBuffer', 'DataView', 'Int32Array', 'Uint8Array', 'Uint32Array', 'Float64Array'],
  ...['Math', 'Buffer', 'process', 'URL', 'structuredClone', 'queueMicrotask', 'globalThis'],
]
/** Properties that those who wish may replace: no run of ours asks them. */
const usersOwn = ['Math.random', 'Error.stackTraceLimit', 'Error.prepareStackTrace']

interface Known {
  readonly owner: object
  readonly key: string | symbol
  readonly name: string
  readonly descriptor: PropertyDescriptor
}

const known: Known[] = []

function remember(owner: object, key: string | symbol, name: string): void {
  const descriptor = getOwnPropertyDescriptor(owner, key)
  if (descriptor !== undefined && !usersOwn.includes(name)) {
    known[known.length] = { owner, key, name, descriptor }
  }
}

function rememberAll(owner: object, name: string): void {
  for (const key of ownKeys(owner)) remember(owner, key, `${name}.${text(key)}`)
}

for (const name of names) {
  remember(globalThis, name, name)
  const value = (globalThis as Readonly<Record<string, unknown>>)[name]
  // Of `process` users set what they like; of it only that it is there is asked for.
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue
  if (name === 'process' || name === 'globalThis' || name === 'Buffer' || name === 'URL') continue
  rememberAll(value, name)
  const { prototype } = value as { readonly prototype?: unknown }
  if (typeof prototype === 'object' && prototype !== null)
    rememberAll(prototype, `${name}.prototype`)
}

/** Puts back what a user's file has changed; answers the name of the first, or null. */
export function restoreGlobals(): string | null {
  let changed: string | null = null
  for (let at = 0; at < known.length; at++) {
    const { owner, key, name, descriptor } = known[at] as Known
    const now = getOwnPropertyDescriptor(owner, key)
    if (now !== undefined && isSame(now, descriptor)) continue
    changed ??= name
    try {
      defineProperty(owner, key, descriptor)
    } catch {
      // Made unchangeable: nothing can be done but to say so.
    }
  }
  return changed
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return is(one.value, other.value) && one.get === other.get && one.set === other.set
}

/** What is said of a file that changes one. */
export function changedGlobal(path: string, name: string): string {
  return `${path} changes ${name}, which ackurate shares with it: take a copy, or leave it as it is`
}
