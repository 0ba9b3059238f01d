/** Output files appear whole or not at all. */
import { accessSync, constants, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UsageError } from './usage-error.ts'

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Writes, and waits until the disk has it: a rename must not overtake the content. */
async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A file that is to be written. */
export interface OutputFile {
  readonly path: string
  readonly text: string
}

/** Writes beside the target first, then renames: an interrupted run leaves the old file intact. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeAllWhole([{ path, text }])
}

/**
 * Writes files that belong together: none is replaced before the disk has all of them. Throws a
 * UsageError where one cannot be written, and leaves all as they were.
 */
export async function writeAllWhole(files: readonly OutputFile[]): Promise<void> {
  const written: string[] = []
  let at = ''
  try {
    for (const { path, text } of files) {
      at = path
      await mkdir(dirname(path), { recursive: true })
      removeLeftovers(path)
      written.push(temporaryOf(path))
      await writeSynced(temporaryOf(path), text)
    }
    for (const { path } of files) {
      at = path
      await rename(temporaryOf(path), path)
    }
  } catch (error) {
    // What cannot be removed was never made; the first error is the one to tell.
    for (const name of written) await rm(name, { force: true }).catch(() => {})
    throw new UsageError(`cannot write ${at}: ${reasonOf(error)}`)
  }
}

/** Names its file and its writer, so that whoever finds it knows whether it is still wanted. */
function temporaryOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
}

/** Removes what writers of that file left beside it when they were killed; others are at work. */
export function removeLeftovers(path: string): void {
  const folder = dirname(path)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`.${basename(path)}.`)) continue
    const writer = /\.(\d+)\.tmp$/.exec(name)?.[1]
    if (writer !== undefined && !isAlive(Number(writer)))
      rmSync(join(folder, name), { force: true })
  }
}

/** Whether a process of that number is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Throws a UsageError where {@link writeWhole} would fail: to be known before long work. */
export function requireWritable(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new UsageError(`cannot write ${path}: it is a folder`)
  }
  let folder = dirname(path)
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder)
  if (!statSync(folder).isDirectory()) {
    throw new UsageError(`cannot write ${path}: ${folder} is not a folder`)
  }
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${reasonOf(error)}`)
  }
}
