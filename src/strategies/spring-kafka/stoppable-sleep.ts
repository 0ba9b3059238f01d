/**
 * Waits on the consumer's thread, but not for a container that is to stop.
 *
 * Left out: Spring looks for a stop every tenth of a second, and here it is every second.
 * Source: `ListenerUtils.stoppableSleep`.
 */
import type { Program } from '../../model/consumer/api.ts'
import { type Container, isStopping } from './container-state.ts'

/** How long it sleeps before it looks up. */
export const napMs = 1000

/** Sleeps for so many milliseconds, or until a stop. */
export function* stoppableSleep(container: Container, ms: number): Program<void> {
  for (let left = ms; left > 0; left -= napMs) {
    yield* container.services.sleep(Math.min(left, napMs))
    if (yield* isStopping(container)) return
  }
}
