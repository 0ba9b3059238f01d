/**
 * Ctrl-C and SIGTERM: the first one asks for an end, the second one is an end. Whoever works long
 * hears of the first and tells what there is so far; the others have a second to come to their end.
 */

/** The signals by which somebody gives up. */
export type StopSignal = 'SIGINT' | 'SIGTERM'

/** What a shell expects of a process that a signal has ended: 128 and its number. */
export const signalCodes: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 }

/** Thrown by work that was interrupted and has nothing to tell. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

let signalled: StopSignal | null = null
const listeners = new Set<() => void>()

/** The signal by which somebody has given up; null: nobody has. */
export function interruption(): StopSignal | null {
  return signalled
}

/** Calls `listener` at the first signal, or now if it has come; answers how to stop listening. */
export function onInterruption(listener: () => void): () => void {
  if (signalled !== null) listener()
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** After the first signal: what then has not ended is not waited for. */
const patienceMs = 1800

/** Signals so near are one: `timeout` sends its own to the process, and again to its group. */
const sameMs = 200

/** Listens from now on; `exit` ends the process. */
export function watchSignals(exit: (code: number) => void): void {
  let firstAt = 0
  const onSignal = (signal: StopSignal): void => {
    if (signalled !== null) {
      if (performance.now() - firstAt >= sameMs) exit(signalCodes[signalled])
      return
    }
    signalled = signal
    firstAt = performance.now()
    setTimeout(() => exit(signalCodes[signal]), patienceMs).unref()
    for (const listener of listeners) listener()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
