/**
 * `node:fs` as simulated code sees it: files can be read, and are read at once. What writes is
 * refused, for the next run would find it; so are streams, which read in the background.
 */
import fs from 'node:fs'
import type { Realm } from '../realm.ts'
import { refusedFunction, refusedMembers } from '../refusals.ts'
import { calledBack, settled } from '../settle.ts'

type Call = (...given: unknown[]) => unknown
type Members = Readonly<Record<string, unknown>>

const why = 'in a run files can be read, but not written, watched or streamed'

/** Those that read and exist in all three forms. */
const readers = ['readFile', 'stat', 'lstat', 'access', 'readdir', 'realpath', 'readlink']

const alsoSynchronous = ['existsSync', 'closeSync', 'readSync', 'fstatSync', 'statfsSync']

const real = fs as unknown as Readonly<Record<string, Call>>

/** The module; `promises` alone is `node:fs/promises`. */
export function simulatedFs(realm: Realm): Members & { readonly promises: Members } {
  const members = refusedMembers(realm, 'node:fs', withoutPromises(), why)
  const kept = [...readers.map(synchronous), ...alsoSynchronous]
  const here = {
    ...Object.fromEntries(kept.map((name) => [name, real[name]])),
    ...Object.fromEntries(readers.map((name) => [name, calledBack(realm, callOf(name))])),
    exists: (path: string, callback: (found: boolean) => void) =>
      calledBack(realm, () => fs.existsSync(path))((_error: unknown, found: unknown) =>
        callback(found === true),
      ),
    openSync: opener(realm),
    writeSync: writer(realm),
    Stats: fs.Stats,
    Dirent: fs.Dirent,
  }
  return { ...members, ...here, promises: promised(realm) }
}

function withoutPromises(): Members {
  const { promises: _promises, ...rest } = fs
  return rest as unknown as Members
}

function promised(realm: Realm): Members {
  const members = refusedMembers(realm, 'node:fs/promises', { ...fs.promises } as Members, why)
  const here = readers.map((name) => {
    const call = callOf(name)
    return [name, (...given: unknown[]) => settled(realm, () => call(...given))] as const
  })
  return { ...members, ...Object.fromEntries(here) }
}

function synchronous(name: string): string {
  return `${name}Sync`
}

function callOf(name: string): Call {
  const call = real[synchronous(name)]
  if (call === undefined) throw new Error(`node:fs has no ${synchronous(name)}`)
  return call
}

function opener(realm: Realm): Call {
  const refused = refusedFunction(realm, 'node:fs (openSync, to write)', why)
  return (path, flags = 'r') =>
    flags === 'r' || flags === fs.constants.O_RDONLY ? real['openSync']?.(path, 'r') : refused()
}

/** Standard output and error are silent, as the console is. */
function writer(realm: Realm): Call {
  const refused = refusedFunction(realm, 'node:fs (writeSync)', why)
  return (file, text) =>
    file === 1 || file === 2 ? Buffer.byteLength(text as string | Buffer) : refused()
}
