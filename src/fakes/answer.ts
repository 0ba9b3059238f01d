/** How ready fakes ask the user what a call means. */
import type { Service } from '../strategies/kafkajs/service.ts'

/**
 * What a call does and returns; nothing: the package's empty answer. Where it has the effect that
 * must not be lost, call `process()` of the service.
 */
export type Answer<Call> = (call: Call, service: Service) => unknown

/** Makes a module from what the service is given, as an entry of `fakes`. */
export type Fake = (service: Service) => object

type Callback = (error: unknown, value?: unknown) => void

/** The answer as a promise, and to a callback where the last argument is one. */
export async function answered<T>(args: readonly unknown[], answer: () => T): Promise<Awaited<T>> {
  const last = args.at(-1)
  if (typeof last !== 'function') return await answer()
  try {
    const value = await answer()
    ;(last as Callback)(null, value)
    return value
  } catch (error) {
    ;(last as Callback)(error)
    return undefined as Awaited<T>
  }
}

/** The arguments without a callback. */
export function withoutCallback(args: readonly unknown[]): readonly unknown[] {
  return typeof args.at(-1) === 'function' ? args.slice(0, -1) : args
}

/**
 * An object with these members, and a method for every other name. It is no promise, and whoever
 * prints or compares it asks for no method.
 */
export function withMethods(
  members: Readonly<Record<string, unknown>>,
  method: (name: string) => unknown,
): object {
  const known = new Map<string, unknown>(Object.entries(members))
  return new Proxy(members, {
    get: (target, name) => {
      if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') {
        return Reflect.get(target, name)
      }
      if (!known.has(name)) known.set(name, method(name))
      return known.get(name)
    },
  })
}
