/** Programs in Java that stand under `java/`: compiled once, and again when they have changed. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './places.ts'

const run = promisify(execFile)

/** Compiles what is under these folders; resolves to a class path with the program on it. */
export async function compiled(
  name: string,
  folders: readonly string[],
  classpath: string,
): Promise<string> {
  const files = folders.flatMap((folder) => javaUnder(folder)).sort()
  const hash = createHash('sha256').update(classpath)
  for (const file of files) hash.update(file).update(readFileSync(file))
  const classes = join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 12)}`)
  if (!existsSync(classes)) {
    const unfinished = `${classes}.${process.pid}`
    mkdirSync(unfinished, { recursive: true })
    await run('javac', ['-nowarn', '-proc:none', '-cp', classpath, '-d', unfinished, ...files])
    if (existsSync(classes)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, classes)
  }
  return [classes, classpath].join(delimiter)
}

function javaUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.java'))
    .map((file) => join(folder, file))
}
