/**
 * `globalThis` of one simulated process.
 *
 * All processes run in one realm, but what one puts into its global object is its own: the realm
 * gets an accessor of that name, which answers with what the process that runs has put there.
 */
import { Script } from 'node:vm'
import type { Owner } from './owner.ts'
import type { Realm } from './realm.ts'

type Bag = Map<PropertyKey, unknown>

interface Globals {
  /** The realm's global object as it is seen from inside, with the language's own objects. */
  readonly inner: object
  readonly bags: WeakMap<Owner, Bag>
  /** Names that some process has put there, and what they were before. */
  readonly names: Map<PropertyKey, PropertyDescriptor | undefined>
}

const all = new WeakMap<Realm, Globals>()

/** The global object of an owner; `own` is what it has from the start. */
export function globalObject(
  realm: Realm,
  owner: Owner,
  own: Readonly<Record<string, unknown>>,
): object {
  const globals = all.get(realm) ?? createGlobals(realm)
  all.set(realm, globals)
  const bag: Bag = new Map()
  globals.bags.set(owner, bag)
  const put = (name: PropertyKey, value: unknown): boolean => {
    bag.set(name, value)
    publish(realm, globals, name)
    return true
  }
  for (const [name, value] of Object.entries(own)) put(name, value)
  const object: object = new Proxy(globals.inner, {
    get: (inner, name) => {
      if (name === 'globalThis' || name === 'global') return object
      return bag.has(name) ? bag.get(name) : valueBefore(globals, name, inner)
    },
    set: (_inner, name, value) => put(name, value),
    defineProperty: (_inner, name, { get, value }) => put(name, get === undefined ? value : get()),
    deleteProperty: (_inner, name) => bag.delete(name) || true,
    has: (inner, name) => {
      if (bag.has(name)) return true
      return globals.names.has(name) ? globals.names.get(name) !== undefined : name in inner
    },
    getOwnPropertyDescriptor: (inner, name) => {
      if (!bag.has(name)) return Reflect.getOwnPropertyDescriptor(inner, name)
      return { value: bag.get(name), writable: true, enumerable: true, configurable: true }
    },
  })
  return object
}

/** Takes away what processes have put there: the run is over. */
export function forgetGlobals(realm: Realm): void {
  const globals = all.get(realm)
  if (globals === undefined) return
  const { inner, names } = globals
  for (const [name, before] of names) {
    Reflect.deleteProperty(inner, name)
    if (before !== undefined) Reflect.defineProperty(inner, name, before)
  }
  names.clear()
}

function createGlobals({ context }: Realm): Globals {
  const inner = new Script('globalThis').runInContext(context) as object
  return { inner, bags: new WeakMap(), names: new Map() }
}

function valueBefore({ names }: Globals, name: PropertyKey, inner: object): unknown {
  if (!names.has(name)) return Reflect.get(inner, name)
  const before = names.get(name)
  return before?.get === undefined ? before?.value : before.get.call(inner)
}

function publish(realm: Realm, globals: Globals, name: PropertyKey): void {
  const { inner } = globals
  if (globals.names.has(name)) return
  globals.names.set(name, Object.getOwnPropertyDescriptor(inner, name))
  Object.defineProperty(inner, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      const bag = globals.bags.get(realm.owner())
      return bag?.has(name) ? bag.get(name) : valueBefore(globals, name, inner)
    },
    set: (value) => {
      globals.bags.get(realm.owner())?.set(name, value)
    },
  })
}
