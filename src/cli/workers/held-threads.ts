/**
 * Threads that cannot be ended: V8 ends a thread where it next runs JavaScript, and some calls do
 * not come back to it for hours (`crypto.pbkdf2Sync` of 2 ** 31 rounds). Node waits for them when a
 * process exits, so that the process itself must be killed.
 */
import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'

/** Far more than the end of a thread takes, even on a busy machine. */
const patienceMs = 500

/** Of one that was waited for before. */
const patienceAgainMs = 50

const live = new Set<Worker>()
const waitedFor = new Set<Worker>()

/** Counts the thread until it has ended. */
export function countThread(worker: Worker): void {
  live.add(worker)
  worker.on('exit', () => live.delete(worker))
}

/** Ends the thread, or gives it up. */
export async function endedOrHeld(worker: Worker): Promise<void> {
  const isLast = waitedFor.has(worker)
  waitedFor.add(worker)
  await Promise.race([worker.terminate(), setTimeout(isLast ? patienceAgainMs : patienceMs)])
}

/** Ends all threads; answers whether one of them is held. */
export async function holdsThreads(): Promise<boolean> {
  await Promise.all([...live].map(endedOrHeld))
  return live.size > 0
}
