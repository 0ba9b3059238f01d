/** When work ends that would go on: with its time, or because it hangs. */
import { stuckAfterUsualMs } from './watchdog.ts'

/** How long work may take. */
export interface Limits {
  /** Milliseconds without a step after which a task is given up. */
  readonly stuckAfterMs: number
  /** When all must be done, as `performance.now()` counts; null: when it is. */
  readonly endsAt: number | null
}

/** As long as it takes. */
export const noLimits: Limits = { stuckAfterMs: stuckAfterUsualMs, endsAt: null }

/** When the command began; null: this process is more than one command. */
let beganAt: number | null = null

/** From now on time counts from the start of this process, which takes a while to load. */
export function countFromStart(): void {
  beganAt = 0
}

/** The limits of work that begins now; `timeMs` null: as long as it takes. */
export function limitsFromNow(timeMs: number | null, stuckAfterMs = stuckAfterUsualMs): Limits {
  const endsAt = timeMs === null ? null : (beganAt ?? performance.now()) + timeMs
  return { stuckAfterMs, endsAt }
}

/** The same, of which work that comes last gets `leastMs`, and at most `patienceMs`. */
export function lastOf(
  { endsAt, ...limits }: Limits,
  patienceMs = Infinity,
  leastMs = 700,
): Limits {
  const now = performance.now()
  const end = Math.min(now + patienceMs, Math.max(now + leastMs, endsAt ?? Infinity))
  return { ...limits, endsAt: end === Infinity ? null : end }
}

/** The same, of which the work that comes first gets half of what is left. */
export function firstHalf({ endsAt, ...limits }: Limits): Limits {
  if (endsAt === null) return { ...limits, endsAt }
  const now = performance.now()
  return { ...limits, endsAt: now + Math.max(0, endsAt - now) / 2 }
}
