/** Notices a strategy or a service that loops for ever: nothing else could stop it. */
import { type Beat, isRunning, stepsOf } from './beat.ts'

/** Watches threads that are at a task. */
export interface Watchdog {
  /** Begins to watch a thread; ends when `end` is called, or when it was told as stuck. */
  watch(beat: Beat, onStuck: () => void): { end(): void }
  stop(): void
}

/** Far above one step of any honest strategy, even on a busy machine. */
export const stuckAfterUsualMs = 10_000
const looksPerPatience = 20

interface Watched {
  readonly beat: Beat
  readonly onStuck: () => void
  seen: number
  quietLooks: number
}

/** Starts to look. `patienceMs`: without a step of a run. */
export function startWatchdog(patienceMs: number): Watchdog {
  const all = new Set<Watched>()
  // To load a user's file, or to write down a result, may take longer than a step.
  const looksBetweenRuns = looksPerPatience * Math.max(1, stuckAfterUsualMs / patienceMs)
  const look = (): void => {
    for (const watched of all) {
      const steps = stepsOf(watched.beat)
      // Looks are counted, not time: a machine that slept must not accuse anybody.
      // A thread that has not begun is still loading our own code.
      watched.quietLooks = steps !== 0 && steps === watched.seen ? watched.quietLooks + 1 : 0
      watched.seen = steps
      const looks = isRunning(watched.beat) ? looksPerPatience : looksBetweenRuns
      if (watched.quietLooks < looks) continue
      all.delete(watched)
      watched.onStuck()
    }
  }
  const timer = setInterval(look, patienceMs / looksPerPatience)
  return {
    watch(beat, onStuck) {
      const watched = { beat, onStuck, seen: stepsOf(beat), quietLooks: 0 }
      all.add(watched)
      return { end: () => void all.delete(watched) }
    },
    stop: () => clearInterval(timer),
  }
}
