/** Ctrl-C: long work is given up, its workers end, the cursor comes back. */

/** Thrown by work that was interrupted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** Runs the work; on Ctrl-C or abort calls `stop` and rejects with {@link Interrupted}. */
export async function untilInterrupted<T>(
  work: Promise<T>,
  stop: () => void,
  signal?: AbortSignal,
): Promise<T> {
  let onSignal = (): void => {}
  const interrupted = new Promise<never>((_, reject) => {
    onSignal = () => {
      stop()
      reject(new Interrupted())
    }
  })
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  if (signal?.aborted) onSignal()
  signal?.addEventListener('abort', onSignal)
  try {
    return await Promise.race([work, interrupted])
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
    signal?.removeEventListener('abort', onSignal)
  }
}
