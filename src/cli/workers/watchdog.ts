/** Notices a strategy or a service that loops for ever: nothing else could stop it. */

import { UsageError } from '../usage-error.ts'
import type { Task } from './task.ts'

/** Watches the counters of tasks that run in other threads. */
export interface Watchdog {
  /** One per task; a task raises its own with every run. */
  readonly counters: Int32Array
  /** Rejects with a UsageError when a task that has started shows no life for too long. */
  readonly hung: Promise<never>
  finished(slot: number): void
  stop(): void
}

/** Far above one run of any honest strategy, even on a busy machine. */
const patienceUsualMs = 10_000
const looksPerPatience = 20

/** Starts to watch. */
export function startWatchdog(
  tasks: readonly Pick<Task, 'strategy'>[],
  patienceMs = patienceUsualMs,
): Watchdog {
  const counters = new Int32Array(new SharedArrayBuffer(4 * tasks.length))
  const seen = new Int32Array(tasks.length)
  const quietLooks = new Int32Array(tasks.length)
  const done = new Set<number>()
  let fail = (_error: UsageError): void => {}
  const hung = new Promise<never>((_, reject) => {
    fail = reject
  })
  hung.catch(() => {})
  const look = (): void => {
    for (let slot = 0; slot < tasks.length; slot += 1) {
      const beats = Atomics.load(counters, slot)
      // Looks are counted, not time: a machine that slept must not accuse anybody.
      const quiet = beats > 0 && beats === seen[slot] && !done.has(slot)
      const looks = quiet ? (quietLooks[slot] ?? 0) + 1 : 0
      quietLooks[slot] = looks
      seen[slot] = beats
      if (looks >= looksPerPatience) fail(hungError(tasks[slot]?.strategy, patienceMs))
    }
  }
  const timer = setInterval(look, patienceMs / looksPerPatience)
  return {
    counters,
    hung,
    finished: (slot) => void done.add(slot),
    stop: () => clearInterval(timer),
  }
}

function hungError(strategy: string | undefined, patienceMs: number): UsageError {
  const seconds = patienceMs / 1000
  return new UsageError(`${strategy} did not come back for ${seconds} s: it seems to loop for ever`)
}
