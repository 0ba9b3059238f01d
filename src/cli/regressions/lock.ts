/** One writer at a time: test files run in several processes and keep their finds in one file. */
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isAlive } from '../write-file.ts'

const waitMs = 20
/** Nobody writes for so long: whose lock it is has lost it. */
const waitsMax = 500

/** Runs the body while a file beside that one says so to others. */
export async function whileLocked<T>(file: string, body: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`
  await mkdir(dirname(file), { recursive: true })
  for (let waits = 0; !(await taken(lock)); waits++) {
    if (waits >= waitsMax || (await isLeftBehind(lock))) await rm(lock, { force: true })
    else await setTimeout(waitMs)
  }
  try {
    return await body()
  } finally {
    await rm(lock, { force: true })
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** An empty lock is being written just now. */
async function isLeftBehind(lock: string): Promise<boolean> {
  const writer = await readFile(lock, 'utf8').catch(() => '')
  return writer !== '' && !isAlive(Number(writer))
}
