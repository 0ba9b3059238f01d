/** Replacements that start, fail in the same way and die: the first is told, the others counted. */
import type { HistoryEvent } from '../model/history.ts'
import type { Line } from './line.ts'
import { plain } from './line.ts'

/** What tells lives apart: all that is told of a member but names and generations. */
function signatureOf(lines: readonly Line[]): string {
  return lines
    .map(({ text, note }) => `${text}|${note.replace(/generation \d+|in place of \w+/g, '')}`)
    .join('\n')
}

function namesOf(members: readonly string[]): string {
  const [first = ''] = members
  return members.length === 1 ? first : `${first} to ${members.at(-1)}`
}

/** Folds them. */
export function foldLives(
  lines: readonly Line[],
  events: readonly HistoryEvent[],
): readonly Line[] {
  const replacements = events.flatMap((event) =>
    event.kind === 'started' && event.replaces !== null ? [event.member] : [],
  )
  const alike = new Map<string, string[]>()
  for (const member of replacements) {
    const own = lines.filter((line) => line.who === member)
    if (own.at(-1)?.text.startsWith('dies of') !== true) continue
    const signature = signatureOf(own)
    const members = alike.get(signature) ?? []
    alike.set(signature, members)
    members.push(member)
  }
  let result = lines
  for (const [, ...others] of alike.values()) {
    if (others.length === 0) continue
    const at = result.findIndex((line) => others.includes(line.who))
    const count = others.length
    const text = count === 1 ? 'so does its replacement' : `so do ${count} replacements`
    const note = namesOf(others)
    const folded = plain({ who: '', text, note })
    const rest = result.slice(at).filter((line) => !others.includes(line.who))
    result = [...result.slice(0, at), folded, ...rest]
  }
  return result
}
