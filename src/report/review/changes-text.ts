/** The changes for a terminal, and as a section of the Markdown report. */
import { baselineName, differsLine, hasChanges, otherGroups, verdictLine } from './changes-lines.ts'
import type { Changes, VerdictChange } from './review.ts'

/** So many stories of new violations are told; the others are named. */
const storiesMax = 3

function newViolations({ verdicts }: Changes): readonly VerdictChange[] {
  return verdicts.filter(({ kind }) => kind === 'new-violation')
}

/** Several lines, new violations of claims first; ends without a line break. */
export function changesText(changes: Changes): string {
  const fresh = newViolations(changes)
  const differs = differsLine(changes)
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `${title}:`, '', ...lines.map((line) => `  ${line}`)]
  const stories = claimed(fresh).slice(0, storiesMax)
  return [
    `Compared with the baseline (${baselineName(changes)}):${
      hasChanges(changes) ? '' : ' nothing has changed.'
    }`,
    ...(differs === null ? [] : [differs]),
    ...listed('New violations', fresh.map(verdictLine)),
    ...stories.flatMap(({ text }) => ['', text ?? '']),
    ...otherGroups(changes).flatMap(({ title, lines, more }) =>
      listed(title, [...lines, ...(more === 0 ? [] : [`and ${more} more`])]),
    ),
  ].join('\n')
}

/** Those whose story matters most: what was promised. */
function claimed(fresh: readonly VerdictChange[]): readonly VerdictChange[] {
  return fresh.filter(({ after }) => after?.claimed === true)
}

/** The section of `README.md`; lines, with an empty one at the end. */
export function changesSection(changes: Changes): readonly string[] {
  return ['## Changes', '', '```text', changesText(changes), '```', '']
}
