/** Lines of the user's code: where it is now, and where an error is from. */
import { isAbsolute, relative, sep } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { linesBegin, tellsLines } from '../../model/telling-lines.ts'
import { ours } from '../../ours.ts'
import type { Realm } from './realm.ts'

/** So many frames of a stack are looked through: between a service and its socket are libraries. */
export const framesMax = 50

/** A line of a file that is not ours. */
interface Frame {
  readonly path: string
  readonly line: string
}

/**
 * The functions of `realm.ts` that call simulated code; whoever called them, as a test of the
 * user's, is none of it. Told by their names, for when the package is built their file is another.
 */
const outermost = /\b(?:enterRealm|whileListening)\b/

/** The frames of a stack that are not ours, innermost first, as far as it is simulated code. */
function framesOf(stack: string): readonly Frame[] {
  const frames: Frame[] = []
  for (const [, caller = '', file = '', line = ''] of stack.matchAll(
    /([^\n]*?)(?<=[\s(])((?:file:|\/|[A-Z]:\\)[^\n]*?):(\d+):\d+/g,
  )) {
    const path = file.startsWith('file:') ? fileURLToPath(file) : file
    if (!path.startsWith(ours)) frames.push({ path, line })
    else if (outermost.test(caller)) break
  }
  return frames
}

const packages = `${sep}node_modules${sep}`

/** The innermost line of the user's own; of the adapter only where there is no other. */
function ofUser(frames: readonly Frame[], adapter: string | null): string | null {
  const own = frames.filter(({ path }) => !path.includes(packages))
  const frame = own.find(({ path }) => path !== adapter) ?? own[0]
  return frame === undefined ? null : told(frame)
}

function told({ path, line }: Frame): string {
  return `${shortened(path)}:${line}`
}

/** A path as seen from where the user works, unless it is elsewhere. */
export function shortened(path: string): string {
  const short = relative(linesBegin() ?? process.cwd(), path)
  return short.startsWith('..') || isAbsolute(short) ? path : short.split(sep).join('/')
}

function framesNow({ Error: RealmError }: Realm): readonly Frame[] {
  const before = RealmError.stackTraceLimit
  RealmError.stackTraceLimit = framesMax
  const { stack = '' } = new RealmError()
  RealmError.stackTraceLimit = before
  return framesOf(stack)
}

/**
 * The line of simulated code that is running: the user's, with the package through which it came
 * here, else the package's; '' where no file is known.
 */
export function placeOf(realm: Realm): string {
  const frames = framesNow(realm)
  const [innermost] = frames
  if (innermost === undefined) return ''
  const own = ofUser(frames, null)
  const name = packageOf(innermost.path)
  if (own === null) return told(innermost)
  return name === null ? own : `${own}, through ${name},`
}

/** The package that a file is of; null: it is the user's. */
function packageOf(path: string): string | null {
  const at = path.lastIndexOf(packages)
  if (at < 0) return null
  const [scope = '', name = ''] = path.slice(at + packages.length).split(sep)
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

/** The line that runs, if it is the user's own, and not a library's on his behalf; else null. */
export function lineAsking(realm: Realm, adapter: string): string | null {
  const frames = framesNow(realm)
  const [innermost] = frames
  const isOwn = innermost !== undefined && packageOf(innermost.path) === null
  return isOwn ? ofUser(frames, adapter) : null
}

/** What an event adds of the line that runs, if lines are told. */
export function lineNow(realm: Realm, adapter: string): { readonly line?: string } {
  if (!tellsLines()) return {}
  const line = ofUser(framesNow(realm), adapter)
  return line === null ? {} : { line }
}

/** The line of the user's that an error is from, if lines are told. */
export function lineOfError(error: unknown): { readonly line?: string } {
  if (!tellsLines()) return {}
  // A user's code may throw what throws again when it is looked at.
  try {
    const { stack } = Object(error) as { readonly stack?: unknown }
    const line = ofUser(framesOf(String(stack ?? '')), null)
    return line === null ? {} : { line }
  } catch {
    return {}
  }
}
