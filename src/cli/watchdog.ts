/** Notices a strategy that loops without a yield: nothing else could stop it. */
import type { Task } from './tasks.ts'
import { UsageError } from './usage-error.ts'

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
const patienceMs = 10_000
const lookEveryMs = 500

/** Starts to watch. */
export function startWatchdog(tasks: readonly Task[]): Watchdog {
  const counters = new Int32Array(new SharedArrayBuffer(4 * tasks.length))
  const seen = new Int32Array(tasks.length)
  const quietMs = new Float64Array(tasks.length)
  const done = new Set<number>()
  let fail = (_error: UsageError): void => {}
  const hung = new Promise<never>((_, reject) => {
    fail = reject
  })
  hung.catch(() => {})
  const look = (): void => {
    for (let slot = 0; slot < tasks.length; slot += 1) {
      const beats = Atomics.load(counters, slot)
      // Quiet time counts looks, not the clock: a machine that slept must not accuse anybody.
      const quiet = beats > 0 && beats === seen[slot] && !done.has(slot)
      quietMs[slot] = quiet ? (quietMs[slot] ?? 0) + lookEveryMs : 0
      seen[slot] = beats
      if ((quietMs[slot] ?? 0) >= patienceMs) fail(new UsageError(hungText(tasks[slot])))
    }
  }
  const timer = setInterval(look, lookEveryMs)
  return {
    counters,
    hung,
    finished: (slot) => void done.add(slot),
    stop: () => clearInterval(timer),
  }
}

function hungText(task: Task | undefined): string {
  const seconds = patienceMs / 1000
  return `${task?.strategy} did not come back for ${seconds} s: it loops without a yield*`
}
