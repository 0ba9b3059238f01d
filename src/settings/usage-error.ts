/** What a user gave is wrong: one clear line, exit code 2, nothing written. */
import { closest, distance } from 'fastest-levenshtein'

/** Thrown by everything that reads what the user gave. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** `; did you mean X?` when a known name is near, else nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  if (known.length === 0) return ''
  const nearest = closest(word, known)
  // More than a third of the letters wrong is another word, not a slip.
  const slips = Math.max(2, Math.floor(nearest.length / 3))
  return distance(word, nearest) <= slips ? `; did you mean ${nearest}?` : ''
}

/** The text as it was given, for messages. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}
