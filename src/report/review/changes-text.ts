/** The changes for a terminal, and as a section of the Markdown report. */
import { baselineName, differsLine, hasChanges, linesMax, otherGroups } from './changes-lines.ts'
import { newViolations } from './new-violations.ts'
import type { Changes } from './review.ts'

/** The most stories of new violations that are shown; the others are named. */
const storiesMax = 3

/** Several lines, new violations of claims first; ends without a line break. */
export function changesText(changes: Changes): string {
  const fresh = newViolations(changes)
  const differs = differsLine(changes)
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `${title}:`, '', ...lines.map((line) => `  ${line}`)]
  const stories = fresh.filter(({ claimed }) => claimed).slice(0, storiesMax)
  return [
    `Compared with the baseline (${baselineName(changes)}):${
      hasChanges(changes) ? '' : ' nothing has changed.'
    }`,
    ...(differs === null ? [] : [differs]),
    ...listed('New violations', [
      ...fresh.slice(0, linesMax).map(({ line }) => line),
      ...(fresh.length <= linesMax ? [] : [`and ${fresh.length - linesMax} more`]),
    ]),
    ...stories.flatMap(({ change }) => ['', change.text ?? '']),
    ...otherGroups(changes).flatMap(({ title, lines, more }) =>
      listed(title, [...lines, ...(more === 0 ? [] : [`and ${more} more`])]),
    ),
  ].join('\n')
}

/** The section of `README.md`; lines, with an empty one at the end. */
export function changesSection(changes: Changes): readonly string[] {
  return ['## Changes', '', '```text', changesText(changes), '```', '']
}
