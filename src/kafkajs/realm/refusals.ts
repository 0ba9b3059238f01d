/**
 * What reaches out of a simulated process is refused with a line that says what, where, and why.
 *
 * A refused module can be loaded, for packages load many that they never use: its constants are
 * the real ones, and whatever else is called or made is refused at that moment.
 */
import { createRequire } from 'node:module'
import { placeOf } from './lines.ts'
import type { Realm } from './realm.ts'

const require = createRequire(import.meta.url)

/** Why a run cannot reach into the world. */
export const outside =
  'a run that did could be neither repeated nor killed; replace it, as by export const fakes'
/** Why a run cannot wait for what is not simulated. */
export const waiting = 'a run never waits for the real world; use the synchronous form or a fake'

/** Refused, though nothing happens when they are made or asked: packages do so while they load. */
const harmless: ReadonlySet<string> = new Set(
  ['Agent', 'IncomingMessage', 'OutgoingMessage', 'ServerResponse', 'isIP', 'isIPv4'].concat([
    ...['isIPv6', 'BlockList', 'SocketAddress', 'validateHeaderName', 'validateHeaderValue'],
    ...['createSecureContext', 'checkServerIdentity', 'getCiphers'],
  ]),
)

type Members = Readonly<Record<string, unknown>>

/** A module of Node of which nothing can be used but constants. */
export function refusedModule(realm: Realm, name: string, given: Members = {}): unknown {
  const real = require(`node:${name}`) as Members
  return { ...refusedMembers(realm, `node:${name}`, real, outside), ...given }
}

/** The members of an object, refused where they are functions. */
export function refusedMembers(realm: Realm, name: string, real: Members, why: string): Members {
  const entries = Object.entries(real).map(([key, value]) => {
    if (harmless.has(key)) return [key, value] as const
    if (typeof value === 'function')
      return [key, refusedFunction(realm, `${name} (${key})`, why)] as const
    const nested = isTable(value) ? refusedMembers(realm, `${name}.${key}`, value, why) : value
    return [key, nested] as const
  })
  return Object.fromEntries(entries)
}

function isTable(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A function, or a class that may be extended, that is refused when it is called. */
export function refusedFunction(realm: Realm, what: string, why: string) {
  return function refused(): never {
    return refuse(realm, what, why)
  }
}

/** Tells the run that its code reached out of the simulation, and stops that code. */
export function refuse(realm: Realm, what: string, why: string): never {
  const place = placeOf(realm)
  const who = place === '' ? 'it' : place
  const message = `${who} uses ${what}, which a simulated process cannot: ${why}`
  realm.owner().escaped(message)
  throw new realm.Error(message)
}
