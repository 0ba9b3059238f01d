/**
 * Threads that cannot be ended: V8 ends a thread where it next runs JavaScript, and some calls do
 * not come back to it for hours (`crypto.pbkdf2Sync` of 2 ** 31 rounds). Node waits for them when a
 * process exits, so that the process itself must be killed.
 */
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'

/** Far more than the end of a thread takes, even on a busy machine. */
const patienceMs = 500

/** At the least, also of one that was waited for before. */
const leastMs = 50

const live = new Set<Worker>()
/** When it was first asked to end, as `performance.now()` counts. */
const askedAt = new WeakMap<Worker, number>()

/** Counts the thread until it has ended. */
export function countThread(worker: Worker): void {
  live.add(worker)
  worker.on('exit', () => live.delete(worker))
}

/** Ends the thread, or gives it up. */
export async function endedOrHeld(worker: Worker): Promise<void> {
  const now = performance.now()
  const first = askedAt.get(worker) ?? now
  askedAt.set(worker, first)
  const leftMs = Math.max(leastMs, first + patienceMs - now)
  await Promise.race([worker.terminate(), setTimeout(leftMs)])
}

/** Ends all threads; answers whether one of them is held. */
export async function holdsThreads(): Promise<boolean> {
  await Promise.all([...live].map(endedOrHeld))
  return live.size > 0
}
