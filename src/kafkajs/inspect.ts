/**
 * Looks at a user's module without running anything of the host: the module is loaded inside the
 * realm, where its timers do not fire and its sockets are refused.
 */
import { nobody, type Owner } from './realm/owner.ts'
import { sharedRealm } from './shared-realm.ts'

/** What a module turned out to be. */
export type Inspection =
  | { readonly kind: 'loaded'; readonly exports: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Loads the module once; `packages` are modules of the host's that it may import. */
export function inspect(file: string, packages: Readonly<Record<string, unknown>>): Inspection {
  const { realm, library } = sharedRealm()
  const modules = library.modulesOf({
    process: { env: {}, on: () => {}, once: () => {}, argv: [], cwd: () => '/' },
    globalThis: Object.create(realm.context) as object,
    substitute: (specifier, load) => packages[specifier] ?? load(),
  })
  const escaped: string[] = []
  const visitor: Owner = {
    ...nobody,
    escaped: (message) => escaped.push(message),
    rejected: () => {},
  }
  let inspection: Inspection = { kind: 'failed', error: new Error('it was not loaded') }
  realm.enter(visitor, () => {
    try {
      inspection = { kind: 'loaded', exports: modules.load(file) as Record<string, unknown> }
    } catch (error) {
      inspection = { kind: 'failed', error }
    }
  })
  const [reason] = escaped
  return reason === undefined ? inspection : { kind: 'failed', error: new Error(reason) }
}

/** Whether it is a function that starts a service: not a class, not a generator. */
export function isStart(value: unknown): boolean {
  if (typeof value !== 'function') return false
  const tag = Object.prototype.toString.call(value)
  if (tag === '[object AsyncFunction]') return true
  return tag === '[object Function]' && !/^class\b/.test(Function.prototype.toString.call(value))
}
