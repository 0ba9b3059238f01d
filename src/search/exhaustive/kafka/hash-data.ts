/** Hashes of data that never changes, saved with it: requests, answers, records, log entries. */

import {
  createHash,
  finish,
  type Hash,
  hashNumber,
  hashText,
} from '../../../properties/state/hash.ts'
import { closureOf } from './replayed-program.ts'

const saved = new WeakMap<object, Hash>()

/** Hashes an object that is never changed, with all that is in it. */
export function hashFixed(hash: Hash, value: object | null): void {
  if (value === null) return hashNumber(hash, -7)
  let own = saved.get(value)
  if (own === undefined) {
    own = createHash()
    hashData(own, value)
    finish(own)
    saved.set(value, own)
  }
  hashNumber(hash, own.high)
  hashNumber(hash, own.low)
}

/** Labels that are called by other names where they matter, or do not matter at all. */
const unnamed = new Set(['commit', 'version', 'time', 'timestamp', 'generation'])

/** Hashes plain data; errors by name and text, functions by what they stand for. */
export function hashData(hash: Hash, value: unknown): void {
  switch (typeof value) {
    case 'number':
      return hashNumber(hash, value)
    case 'string':
      return hashText(hash, value)
    case 'boolean':
      return hashNumber(hash, value ? -2 : -3)
    case 'undefined':
      return hashNumber(hash, -4)
    case 'function':
      return hashClosure(hash, value)
    case 'object':
      return hashObject(hash, value)
    default:
      throw new Error(`a ${typeof value} has no hash`)
  }
}

function hashObject(hash: Hash, value: object | null): void {
  if (value === null) return hashNumber(hash, -5)
  if (value instanceof Error) {
    hashText(hash, value.name)
    return hashText(hash, value.message)
  }
  if (Array.isArray(value)) {
    hashNumber(hash, value.length)
    for (const element of value) hashData(hash, element)
    return
  }
  // Plain data inherits nothing; `Object.entries` would make three objects of each field.
  for (const name in value) {
    if (unnamed.has(name)) continue
    hashText(hash, name)
    hashData(hash, (value as Record<string, unknown>)[name])
  }
}

/** Hashes a function or listener of a program that the world holds. */
export function hashClosure(hash: Hash, saved: object | null): void {
  if (saved === null) return hashNumber(hash, -6)
  const closure = closureOf(saved)
  if (closure === undefined) throw new Error('the world holds a function that is no program’s')
  hashNumber(hash, closure.origin.hash.high)
  hashNumber(hash, closure.origin.hash.low)
  hashText(hash, closure.method)
}
