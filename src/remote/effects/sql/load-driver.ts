/**
 * Drivers of databases are the user's own: they are looked for beside Ackurate, as optional peers,
 * then in the folder of the project that is checked.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What the module exports; rejects with a line that says what to install. */
export async function loadDriver(name: string, cwd: string, database: string): Promise<unknown> {
  try {
    return exportsOf(await import(/* @vite-ignore */ name))
  } catch (error) {
    if (!isMissing(error, name)) throw unloadable(name, error)
  }
  try {
    const path = createRequire(join(cwd, 'package.json')).resolve(name)
    return exportsOf(await import(/* @vite-ignore */ pathToFileURL(path).href))
  } catch (error) {
    if (!isMissing(error, name)) throw unloadable(name, error)
  }
  const installed = packageOf(name)
  throw new Error(`effects in ${database} need the package ${installed}: npm install ${installed}`)
}

/** CommonJS modules are the default export of themselves. */
function exportsOf(module: { readonly default?: unknown }): unknown {
  return module.default ?? module
}

function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  const isNamed = [name, packageOf(name)].some((one) => message.includes(`'${one}'`))
  return /MODULE_NOT_FOUND$/.test(code ?? '') && isNamed
}

/** A name may be that of a file in the package. */
function packageOf(name: string): string {
  return name.split('/')[0] ?? name
}

function unloadable(name: string, error: unknown): Error {
  const [line] = (error as Error).message.split('\n')
  return new Error(`the package ${name} cannot be loaded: ${line}`)
}
