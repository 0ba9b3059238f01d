/**
 * What a user's code prints in a worker thread: shown on standard error, where it disturbs no
 * report, and only its beginning. A schedule is played thousands of times.
 */
import { writeSync } from 'node:fs'
import type { Worker } from 'node:worker_threads'

/** Characters of all threads together, and what each of them sends at most. */
const shownMax = 20_000
/** A user's code may replace it. */
const soon = queueMicrotask
let left = shownMax

/** Shows what the thread prints; it must have been started with `printsHere`. */
export function showOutput(worker: Worker): void {
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', show)
  }
}

/** Options of a thread whose output is ours to show. */
export const printsHere = { stdout: true, stderr: true } as const

function show(text: string): void {
  if (left <= 0) return
  const shown = text.slice(0, left)
  left -= shown.length
  const end = left > 0 ? '' : '\n… what your code prints beyond this is left out\n'
  try {
    writeSync(process.stderr.fd, `${shown}${end}`)
  } catch {
    // Nobody can be told.
  }
}

/** In a thread: what is not shown is not sent: 100 MB would keep the command from its work. */
export function sendOnlyBeginnings(): void {
  let unsent = shownMax
  for (const stream of [process.stdout, process.stderr]) {
    const send = stream.write.bind(stream) as (text: string) => boolean
    stream.write = ((chunk: unknown, encoding: unknown, done: unknown) => {
      const text = typeof chunk === 'string' ? chunk.slice(0, unsent + 1) : ''
      unsent -= text.length
      if (text !== '') send(text)
      const whenDone = typeof encoding === 'function' ? encoding : done
      if (typeof whenDone === 'function') soon(() => whenDone())
      return true
    }) as typeof stream.write
  }
}
