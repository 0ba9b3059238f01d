/** `node:zlib` as simulated code sees it: compressed at once; streams are refused. */
import zlib from 'node:zlib'
import type { Realm } from '../realm.ts'
import { refusedMembers, waiting } from '../refusals.ts'
import { calledBack } from '../settle.ts'

type Members = Readonly<Record<string, unknown>>

/** The module. */
export function simulatedZlib(realm: Realm): Members {
  const real = zlib as unknown as Members
  const streams = Object.entries(real).filter(([name]) => name.startsWith('create'))
  const here = Object.entries(real).flatMap(([name, value]) => {
    const call = real[`${name}Sync`]
    if (typeof value !== 'function' || typeof call !== 'function') return []
    return [[name, calledBack(realm, call as (...given: unknown[]) => unknown)] as const]
  })
  return {
    ...real,
    ...refusedMembers(realm, 'node:zlib', Object.fromEntries(streams), waiting),
    ...Object.fromEntries(here),
  }
}
