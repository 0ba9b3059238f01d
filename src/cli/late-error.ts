/** Errors that come when nobody waits for them any more: a rejection, or a throw from a timer. */

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

/** Whatever was thrown, even if it throws again when it is looked at. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {
    return 'something that cannot be told'
  }
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
