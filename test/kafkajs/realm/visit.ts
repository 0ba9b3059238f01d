/** Loads modules into a realm of its own as a simulated process does, and says what came of it. */
import { join } from 'node:path'
import { globalObject } from '../../../src/kafkajs/realm/global-object.ts'
import { createLibrary, type Library } from '../../../src/kafkajs/realm/modules.ts'
import { nobody, type Owner } from '../../../src/kafkajs/realm/owner.ts'
import { createRealm, type Realm, whileListening } from '../../../src/kafkajs/realm/realm.ts'
import { folderWith } from '../folder.ts'

/** A process that does nothing but load modules and run what they export. */
export interface Visitor {
  readonly folder: string
  readonly realm: Realm
  readonly escaped: string[]
  readonly rejected: unknown[]
  readonly armed: { readonly callback: () => void; readonly delayMs: number }[]
  /** The time in milliseconds since 1970. */
  now: number
  /** What a module exports, or the error that loading it ends with. */
  load(file?: string): Record<string, unknown>
  /** What a function of the realm gives when all its promises have settled. */
  call(act: unknown): unknown
  /** Fires the timers that are armed. */
  fire(): void
}

/** A realm and its library for several processes. */
export function shared(): { readonly realm: Realm; readonly library: Library } {
  const realm = createRealm()
  return { realm, library: createLibrary(realm, {}) }
}

/** A process in which the files are; `index.ts` is loaded unless another is named. */
export function visit(files: Readonly<Record<string, string>>, among = shared()): Visitor {
  return visitorOf(folderWith(files), among)
}

/** Another process with the same files. */
export function visitorOf(folder: string, { realm, library }: ReturnType<typeof shared>): Visitor {
  const armed: { callback: () => void; delayMs: number }[] = []
  let chance = 0
  const owner: Owner = {
    ...nobody,
    now: () => visitor.now,
    random: () => (chance++ % 256) / 256,
    arm: (callback, delayMs) => {
      armed.push({ callback, delayMs })
      return {}
    },
    rejected: (reason) => visitor.rejected.push(reason),
    escaped: (message) => visitor.escaped.push(message),
  }
  const process = { env: {}, own: true }
  const modules = library.modulesOf({
    process,
    globalThis: globalObject(realm, owner, { process }),
    substitute: (_specifier, load) => load(),
  })
  const enter = <T>(act: () => T): T => {
    let outcome: { readonly value: T } | { readonly error: unknown } | null = null
    whileListening(realm, () =>
      realm.enter(owner, () => {
        try {
          outcome = { value: act() }
        } catch (error) {
          outcome = { error }
        }
      }),
    )
    const ended = outcome as unknown as { readonly value: T } | { readonly error: unknown }
    if ('error' in ended) throw ended.error
    return ended.value
  }
  const visitor: Visitor = {
    ...{ folder, realm, armed, now: 0, escaped: [], rejected: [] },
    load: (file = 'index.ts') =>
      enter(() => modules.load(join(folder, file)) as Record<string, unknown>),
    call: (act) => {
      let settled: unknown
      enter(() => {
        const keep = realm.inner((value: unknown) => {
          settled = value
        })
        void realm.Promise.resolve((act as () => unknown)()).then(keep, keep)
      })
      return settled
    },
    fire: () => {
      for (const { callback } of armed.splice(0)) enter(callback)
    },
  }
  return visitor
}
