/** The changes for a terminal, and as a section of the Markdown report. */
import { baselineName, differsLine, hasChanges, linesMax, otherGroups } from './changes-lines.ts'
import { newViolations } from './new-violations.ts'
import type { Changes } from './review.ts'

/** The most stories of new violations that are shown; the others are named. */
const storiesMax = 3

/**
 * Several lines, new violations of claims first, where there are none what was mended; ends without
 * a line break. `told`: what stands beside it, whose stories are not told again.
 */
export function changesText(changes: Changes, told = ''): string {
  const fresh = newViolations(changes)
  const differs = differsLine(changes)
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `${title}:`, '', ...lines.map((line) => `  ${line}`)]
  const broken = fresh.filter(({ claimed }) => claimed)
  const stories = broken
    .slice(0, storiesMax)
    .flatMap(({ change: { text } }) => (text === null || told.includes(text) ? [] : ['', text]))
  const violations = listed('New violations', [
    ...fresh.slice(0, linesMax).map(({ line }) => line),
    ...(fresh.length <= linesMax ? [] : [`and ${fresh.length - linesMax} more`]),
  ])
  const others = otherGroups(changes).map(({ title, lines, more }) =>
    listed(title, [...lines, ...(more === 0 ? [] : [`and ${more} more`])]),
  )
  const isFix = broken.length === 0 && changes.verdicts.some(({ kind }) => kind === 'fixed')
  const first = isFix ? others.slice(0, 1) : []
  return [
    `Compared with the baseline (${baselineName(changes)}):${
      hasChanges(changes) ? '' : ' nothing has changed.'
    }`,
    ...(differs === null ? [] : [differs]),
    ...first.flat(),
    ...violations,
    ...stories,
    ...others.slice(first.length).flat(),
  ].join('\n')
}

/** The section of `README.md`; lines, with an empty one at the end. */
export function changesSection(changes: Changes): readonly string[] {
  return ['## Changes', '', '```text', changesText(changes), '```', '']
}
