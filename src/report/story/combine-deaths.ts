/** Members that fail in the same way and die: the first is reported, the others are counted. */
import { fromAll, type Line, plain } from './line.ts'

const gaveUp = (line: Line): boolean => line.text.startsWith('is given up')

/** What distinguishes segments: all that is reported of a member but names and generations. */
function signatureOf(lines: readonly Line[]): string {
  return lines
    .map(({ text, note }) => `${text}|${note.replace(/generation \d+|, in place of \w+/g, '')}`)
    .join('\n')
}

/** Members by their segments of the story, if these end in a death that somebody else dies, too. */
function alikeIn(lines: readonly Line[]): readonly (readonly string[])[] {
  const segments = new Map<string, Line[]>()
  for (const line of lines) {
    if (line.who === '' || gaveUp(line)) continue
    const life = segments.get(line.who) ?? []
    segments.set(line.who, life)
    life.push(line)
  }
  const alike = new Map<string, string[]>()
  for (const [member, life] of segments) {
    // A death alone may befall a member that had no part in the story before.
    if (life.at(-1)?.text.startsWith('dies of') !== true) continue
    const signature = signatureOf(life)
    alike.set(signature, [...(alike.get(signature) ?? []), member])
  }
  return [...alike.values()]
}

/** Combines them. */
export function combineDeaths(lines: readonly Line[]): readonly Line[] {
  let result = lines
  for (const [, ...others] of alikeIn(lines)) {
    if (others.length === 0) continue
    const part = (line: Line): boolean => others.includes(line.who) && !gaveUp(line)
    const at = result.findIndex(part)
    const [first = ''] = others
    const text = others.length === 1 ? `so does ${first}` : `so do ${others.length} more`
    const note = others.length === 1 ? '' : `${first} to ${others.at(-1)}`
    const rest = result.slice(at).filter((line) => !part(line))
    const counted = plain({ who: '', text, note }, fromAll(result.filter(part)))
    result = [...result.slice(0, at), counted, ...rest]
  }
  return result
}
