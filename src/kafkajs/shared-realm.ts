/** The realm of this thread and what its processes share, made when they are needed first. */
import { clientProcess } from './app/environment.ts'
import { createLibrary, type Library } from './realm/modules.ts'
import { createRealm, type Realm } from './realm/realm.ts'

/** A realm and its library. */
export interface SharedRealm {
  readonly realm: Realm
  readonly library: Library
}

let shared: SharedRealm | null = null

/** One per thread, for all runs: it keeps nothing of a run. */
export function sharedRealm(): SharedRealm {
  if (shared === null) {
    const realm = createRealm()
    shared = { realm, library: createLibrary(realm, clientProcess()) }
  }
  return shared
}
