/**
 * Threads that cannot be ended: V8 ends a thread where it next runs JavaScript, and some calls do
 * not come back to it for hours (`crypto.pbkdf2Sync` of 2 ** 31 rounds). Node waits for them when a
 * process exits, so that the process itself must be killed.
 */
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'

/** Far more than the end of a thread takes, even on a busy machine, or with a full heap. */
const patienceMs = 5000
/** Where somebody waits for the process to end. */
const hurriedMs = 500
/** At the least, also of one that was waited for before. */
const leastMs = 50

let isHurried = false
const live = new Set<Worker>()
/** When it was first asked to end, as `performance.now()` counts. */
const askedAt = new WeakMap<Worker, number>()

/** Counts the thread until it has ended. */
export function countThread(worker: Worker): void {
  live.add(worker)
  worker.on('exit', () => live.delete(worker))
}

/** From now on a thread gets half a second for its end. */
export function hurryThreads(): void {
  isHurried = true
}

/** Ends the thread, or gives it up. */
export async function endedOrHeld(worker: Worker): Promise<void> {
  const now = performance.now()
  const first = askedAt.get(worker) ?? now
  askedAt.set(worker, first)
  const ending = worker.terminate()
  const isOver = (): boolean => {
    const at = performance.now()
    return at >= now + leastMs && at >= first + (isHurried ? hurriedMs : patienceMs)
  }
  while (live.has(worker) && !isOver()) await Promise.race([ending, setTimeout(leastMs)])
}

/** Ends all threads; answers whether one of them is held. */
export async function holdsThreads(): Promise<boolean> {
  await Promise.all([...live].map(endedOrHeld))
  return live.size > 0
}
