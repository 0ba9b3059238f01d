/** Errors that come when nobody waits for them any more: a rejection, or a throw from a timer. */

import { tellThrown } from '../model/thrown.ts'

/** What is said of one, and whether it comes from our own code. */
export interface LateError {
  readonly line: string
  readonly isOurs: boolean
}

/** `ours` is the folder of our own code. */
export function lateError(error: unknown, ours: string): LateError {
  const { told, isOurs } = toldError(error, ours)
  if (isOurs) return { line: `${told}\nThis is a bug in ackurate.`, isOurs }
  return { line: `your code throws outside of any run: ${told}; is a promise not awaited?`, isOurs }
}

/** An error with its innermost place that is not Node's, and whether that is in our own code. */
export function toldError(
  error: unknown,
  ours: string,
): { readonly told: string; readonly isOurs: boolean } {
  const [first = ''] = placesOf(error)
  const where = first === '' ? '' : ` (${first})`
  return { told: `${messageOf(error)}${where}`, isOurs: first.includes(ours) }
}

function messageOf(error: unknown): string {
  const { name, message } = tellThrown(error)
  try {
    return error instanceof Error ? `${name}: ${message}` : message
  } catch {
    // A proxy may throw at that question, too.
    return message
  }
}

/** File, line and column of each frame, the innermost first; Node's own left out. */
function placesOf(error: unknown): readonly string[] {
  let stack = ''
  try {
    stack = error instanceof Error ? String(error.stack ?? '') : ''
  } catch {
    return []
  }
  return stack.split('\n').flatMap((frame) => {
    const place = /^\s+at (?:.*\()?((?:file:\/\/)?[^()\s]+:\d+:\d+)\)?$/.exec(frame)?.[1]
    return place === undefined || place.startsWith('node:') ? [] : [place.replace('file://', '')]
  })
}
