/**
 * What a program is given and gives back, as the tree of programs saves it: a key that is equal for
 * equal values, and copies, so that a program that changes its input changes nobody else's.
 */

import { KafkaException } from '../../../model/errors.ts'

/** Objects that cannot be looked into, numbered as they come. */
const strangers = new WeakMap<object, number>()
let strangerCount = 0

/** Equal only for values that no program could distinguish: a strange object is equal to itself. */
export function keyOf(value: unknown): string {
  if (value === undefined) return 'u'
  if (value === null || typeof value !== 'object') return `${typeof value} ${String(value)}`
  if (value instanceof KafkaException) return `E${value.name}:${value.message}`
  if (value instanceof Error) return `#${numberOf(value)}`
  if (!Array.isArray(value)) return JSON.stringify(value)
  if (value.length === 0) return '[]'
  return value.some((element) => element instanceof Error || element === undefined)
    ? `[${value.map(keyOf).join()}]`
    : JSON.stringify(value)
}

/** A copy of plain data; errors, functions and instances of classes stay as they are. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  const copy: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value)) copy[name] = copyOf(part)
  return copy as T
}

function numberOf(stranger: object): number {
  const known = strangers.get(stranger)
  if (known !== undefined) return known
  strangers.set(stranger, ++strangerCount)
  return strangerCount
}
