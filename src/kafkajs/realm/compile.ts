/** Compiles modules for the realm, each version of a file once. */
import { statSync } from 'node:fs'
import { extname, sep } from 'node:path'
import { Script } from 'node:vm'
import { nearGlobals } from './near-globals.ts'
import type { Realm } from './realm.ts'
import { commonJs } from './transform.ts'

/** A module as a function of what it finds around itself. */
export type Wrapper = (this: unknown, ...parameters: unknown[]) => void

const parameters = [
  ...['exports', 'require', 'module', '__filename', '__dirname'],
  // What the transformation makes of `import()` and `import.meta.resolve`.
  ...['jitiImport', 'jitiESMResolve'],
  ...['process', 'globalThis', 'global'],
  ...['setTimeout', 'setInterval', 'setImmediate'],
  ...['clearTimeout', 'clearInterval', 'clearImmediate'],
]

const clientFolder = `${sep}node_modules${sep}kafkajs${sep}`

/** Whether the file is one of kafkajs itself. */
export function isOfClient(file: string): boolean {
  return file.includes(clientFolder)
}

/** A compiler that remembers what it has compiled, until a file changes. */
export function createCompiler(realm: Realm): (file: string) => Wrapper {
  const known = new Map<string, { readonly stamp: string; readonly wrapper: Wrapper }>()
  const ofClient = nearGlobals(realm)
  return (file) => {
    const before = known.get(file)
    if (before !== undefined && isOfClient(file)) return before.wrapper
    const { mtimeMs, size } = statSync(file)
    const stamp = `${mtimeMs}/${size}`
    if (before?.stamp === stamp) return before.wrapper
    if (extname(file) === '.node') {
      throw new Error(`${file} is native code, which cannot run in a simulated process`)
    }
    const wrapper = isOfClient(file)
      ? (ofClient(sourceOf(file), file) as Wrapper)
      : (scriptOf(file).runInContext(realm.context) as Wrapper)
    known.set(file, { stamp, wrapper })
    return wrapper
  }
}

const topLevelAwait = /await is only valid|Unexpected reserved word/

function sourceOf(file: string): string {
  return `(function (${parameters.join(', ')}) {${commonJs(file)}\n})`
}

function scriptOf(file: string): Script {
  try {
    return new Script(sourceOf(file), { filename: file })
  } catch (error) {
    if (error instanceof SyntaxError && topLevelAwait.test(error.message)) {
      error.message =
        `${file} awaits outside of async functions, but ` +
        'a simulated process cannot wait while it loads its modules'
    }
    throw error
  }
}
