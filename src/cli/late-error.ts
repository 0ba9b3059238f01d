/** Errors that come when nobody waits for them any more: a rejection, or a throw from a timer. */

import { tellThrown } from '../model/thrown.ts'

/** What is said of one, and whether it comes from our own code. */
export interface LateError {
  readonly line: string
  readonly isOurs: boolean
}

/** `ours` is the folder of our own code. */
export function lateError(error: unknown, ours: string): LateError {
  const message = messageOf(error)
  const places = placesOf(error)
  const [first = ''] = places
  const isOurs = first.includes(ours)
  if (isOurs) return { line: `${message} (${first})\nThis is a bug in ackurate.`, isOurs }
  const where = first === '' ? '' : ` (${first})`
  return {
    line: `your code throws outside of any run: ${message}${where}; is a promise not awaited?`,
    isOurs,
  }
}

function messageOf(error: unknown): string {
  const { name, message } = tellThrown(error)
  return error instanceof Error ? `${name}: ${message}` : message
}

/** File, line and column of each frame, the innermost first; Node's own left out. */
function placesOf(error: unknown): readonly string[] {
  let stack = ''
  try {
    stack = error instanceof Error ? (error.stack ?? '') : ''
  } catch {
    return []
  }
  return stack.split('\n').flatMap((frame) => {
    const place = /^\s+at (?:.*\()?((?:file:\/\/)?[^()\s]+:\d+:\d+)\)?$/.exec(frame)?.[1]
    return place === undefined || place.startsWith('node:') ? [] : [place.replace('file://', '')]
  })
}
