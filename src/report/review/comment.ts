/** The review as a comment of a pull request: short, changes first, stories on a click. */
import { cellKey } from './cells.ts'
import { baselineName, differsLine, hasChanges, otherGroups } from './changes-lines.ts'
import { fencedText, markdownText } from './escape.ts'
import { type NewViolation, newViolations, toldCells } from './new-violations.ts'
import type { Changes, Finding, Review } from './review.ts'

/** GitHub takes 65,536 characters; bytes are at least as many. */
export const commentBytesMax = 60_000

/** By which a script finds the comment again, to replace it. */
export const commentMarker = '<!-- ackurate -->'

/** A part of the comment that may be left out, which is then said. */
interface Part {
  readonly markdown: string
  /** What to call it when it is left out. */
  readonly name: string
}

/** The whole comment; ends with a line break. */
export function reviewComment(review: Review): string {
  const { changes, findings } = review
  const fresh = changes === null ? [] : newViolations(changes)
  // A story that is part of a change is not repeated.
  const told = toldCells(fresh)
  const parts = [
    ...(changes === null ? [] : changedParts(changes, fresh)),
    ...findings.filter((one) => !told.has(cellKey(one.cell))).map(findingPart),
  ]
  const head = `${commentMarker}\n### ${sign(review)} Ackurate: ${markdownText(review.headline)}\n`
  return fitted(head, parts, footer(review))
}

function sign({ findings, changes }: Review): string {
  if (changes?.regressed || findings.some(({ kind }) => kind === 'claim-broken')) return '❌'
  return findings.length > 0 ? '⚠️' : '✅'
}

function changedParts(changes: Changes, fresh: readonly NewViolation[]): readonly Part[] {
  const nothing = hasChanges(changes) ? '' : ' Nothing has changed.'
  const head = `Compared with the baseline (${baselineName(changes)}).${nothing}`
  const lines = [head, differsLine(changes) ?? ''].filter(Boolean).map(markdownText)
  return [
    { name: 'the baseline', markdown: lines.join(' ') },
    ...fresh.map(({ change: { text }, claimed, line }): Part => {
      const mark = claimed ? '❌ <b>New:</b>' : '⚠️ New:'
      return { name: line, markdown: details(`${mark} ${markdownText(line)}`, text ?? '') }
    }),
    ...otherGroups(changes).map(({ title, lines, more }): Part => {
      const rows = [...lines.map(markdownText), ...(more === 0 ? [] : [`and ${more} more`])]
      const list = rows.map((row) => `- ${row}`).join('\n')
      return { name: title, markdown: folded(`${title} (${lines.length + more})`, list) }
    }),
  ]
}

function findingPart({ kind, title, text }: Finding): Part {
  const mark = kind === 'claim-broken' ? '❌' : '⚠️'
  return { name: title, markdown: details(`${mark} ${markdownText(title)}`, text) }
}

function details(summary: string, text: string): string {
  return folded(summary, fencedText(text))
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

function footer({ comparison, strategies }: Review): string {
  const { version, seed, cells } = comparison
  const most = cells.reduce((count, { search }) => Math.max(count, search.schedules), 0)
  const instead = strategies
    .filter((entry) => !entry.faulty && entry.instead.length > 0)
    .slice(0, 5)
    .map(
      (entry) =>
        `Shipped strategies that keep what ${markdownText(entry.name)} breaks: ` +
        `${entry.instead.map(markdownText).join(', ')}.\n\n`,
    )
  return (
    `${instead.join('')}<sub>Ackurate ${markdownText(version)}, seed ${markdownText(seed)}, ` +
    `up to ${most} schedules per fault. What was not found broken (○) is not proved.</sub>\n`
  )
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

/** Takes parts in their order as long as they fit, and names what did not. */
function fitted(head: string, parts: readonly Part[], foot: string): string {
  // Room for the line that says what was left out.
  let room = commentBytesMax - bytesOf(head) - bytesOf(foot) - 1000
  const taken: string[] = []
  const omitted: string[] = []
  for (const { markdown, name } of parts) {
    const bytes = bytesOf(markdown) + 2
    if (bytes > room) {
      omitted.push(name)
      continue
    }
    room -= bytes
    taken.push(markdown)
  }
  const left = omitted.length === 0 ? [] : [leftOut(omitted)]
  return [head, ...taken.map((part) => `${part}\n`), ...left, foot].join('\n')
}

function leftOut(names: readonly string[]): string {
  const [first = ''] = names
  const shown = markdownText(first.length <= 100 ? first : `${first.slice(0, 99)}…`)
  const more = names.length === 1 ? '' : ` and ${names.length - 1} more`
  return `Left out, for a comment has no room: “${shown}”${more}.\n`
}
