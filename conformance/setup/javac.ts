/** Java sources of ours, compiled into the cache folder, and only when they have changed. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, sourceOf } from './places.ts'

const run = promisify(execFile)

/**
 * The class path of these folders of `conformance/java`, and of other sources, on top of
 * `classpath`; `name` is unique to all of them.
 */
export async function compiled(
  name: string,
  classpath: string,
  folders: readonly string[],
  others: readonly string[] = [],
): Promise<string> {
  const own = folders.flatMap((folder) => sourcesIn(sourceOf('java', folder, 'src')))
  const sources = [...own, ...others]
  const hash = createHash('sha256').update(classpath)
  for (const source of sources) hash.update(source).update(readFileSync(source))
  const classes = join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 16)}`)
  if (!existsSync(classes)) {
    const unfinished = `${classes}.${process.pid}`
    mkdirSync(unfinished, { recursive: true })
    await run('javac', ['--release', '17', '-d', unfinished, '-cp', classpath, ...sources])
    if (existsSync(classes)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, classes)
  }
  return `${classes}:${classpath}`
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.java'))
    .map((name) => join(folder, name))
    .sort()
}
