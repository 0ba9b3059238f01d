/**
 * `node:crypto` as simulated code sees it: chance comes from the run, so that it can be repeated,
 * and what Node computes in the background is computed at once.
 */
import crypto from 'node:crypto'
import type { Realm } from '../realm.ts'
import { refusedMembers, waiting } from '../refusals.ts'
import { calledBack } from '../settle.ts'

type Call = (...given: unknown[]) => unknown
type Members = Readonly<Record<string, unknown>>

/** Largest range that `randomInt` takes, as in Node. */
const rangeMax = 2 ** 48 - 1

/** The module. */
export function simulatedCrypto(realm: Realm): Members {
  const web = webCrypto(realm)
  const { fill: _fill, ...chance } = createChance(realm)
  const override: Members = {
    ...{ ...chance, ...web, webcrypto: web },
    pbkdf2: calledBack(realm, crypto.pbkdf2Sync as Call),
    scrypt: calledBack(realm, crypto.scryptSync as Call),
    hkdf: calledBack(realm, crypto.hkdfSync as Call),
    ...refusedMembers(realm, 'node:crypto', background(), waiting),
  }
  // Some members of the real one are getters that warn when they are read, so none is.
  const members = { ...Object.getOwnPropertyDescriptors(crypto), ...valuesOf(override) }
  return Object.defineProperties({}, members)
}

function valuesOf(values: Members): PropertyDescriptorMap {
  const described = Object.entries(values).map(([name, value]) => {
    return [name, { value, enumerable: true, configurable: true, writable: true }] as const
  })
  return Object.fromEntries(described)
}

/** The global `crypto`. */
export function webCrypto(realm: Realm): Readonly<Record<'subtle', unknown>> & Members {
  const { randomUUID, fill } = createChance(realm)
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(crypto.webcrypto.subtle))
  const real = Object.fromEntries(names.map((name) => [name, () => {}]))
  const getRandomValues = (view: ArrayBufferView) => fill(view)
  return {
    getRandomValues,
    randomUUID,
    subtle: refusedMembers(realm, 'crypto.subtle', real, waiting),
  }
}

function background(): Members {
  const { generateKeyPair, generateKey, generatePrime, checkPrime } = crypto
  return { generateKeyPair, generateKey, generatePrime, checkPrime }
}

function createChance(realm: Realm) {
  const random = () => realm.owner().random()
  function fill<T extends ArrayBufferView>(view: T, offset = 0, size?: number): T {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    const end = size === undefined ? bytes.length : offset + size
    for (let at = offset; at < end; at++) bytes[at] = Math.floor(random() * 256)
    return view
  }
  const bytes = (size: number) => fill(Buffer.alloc(size))
  const integer = (min: number, max?: number): number => {
    const [from, to] = max === undefined ? [0, min] : [min, max]
    if (!(to > from && to - from <= rangeMax)) throw new realm.TypeError('no such range')
    return from + Math.floor(random() * (to - from))
  }
  const maybeCalledBack = (call: Call): Call => {
    const later = calledBack(realm, call)
    return (...given) => (typeof given.at(-1) === 'function' ? later(...given) : call(...given))
  }
  return {
    fill,
    randomBytes: maybeCalledBack(bytes as Call),
    pseudoRandomBytes: maybeCalledBack(bytes as Call),
    randomInt: maybeCalledBack(integer as Call),
    randomFillSync: fill,
    randomFill: maybeCalledBack(fill as Call),
    randomUUID: () => uuidOf(bytes(16)),
  }
}

/** Version 4. */
function uuidOf(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const text = bytes.toString('hex')
  return [
    ...[text.slice(0, 8), text.slice(8, 12), text.slice(12, 16)],
    ...[text.slice(16, 20), text.slice(20)],
  ].join('-')
}
