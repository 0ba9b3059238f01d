/** The command or the configuration is wrong: one clear line, exit code 2, nothing written. */
import { quoted, suggestion, UsageError } from '../settings/usage-error.ts'

export { quoted, suggestion, UsageError }

/** Nothing can be said, and nobody did anything wrong: the time was up. Exit code 3. */
export class Undecided extends Error {
  override readonly name = 'Undecided'
}

/** The word, if it is one of the known ones; `what` names the kind in the message. */
export function knownName<T extends string>(word: string, known: readonly T[], what: string): T {
  const found = known.find((name) => name === word)
  if (found !== undefined) return found
  const hint = suggestion(word, known)
  throw new UsageError(`there is no ${what} ${JSON.stringify(word)}${hint}`)
}

/** `a,b` as a list without blanks and repetitions. */
export function commaList(text: string, option: string): readonly string[] {
  const words = text.split(',').map((word) => word.trim())
  if (words.some((word) => word === '')) {
    throw new UsageError(`${option} takes names with commas between them, not ${quoted(text)}`)
  }
  return [...new Set(words)]
}

/** Any value that a file holds where another one should be, for messages. */
export function told(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
