/** The review as annotations of GitHub Actions: lines of its log that it shows beside the code. */
import { withoutControls } from './escape.ts'
import type { Finding, Review } from './review.ts'

/** GitHub shows so many of each kind per step. */
const shownMax = 10

/** The lines, broken claims first; `root` is what precedes file names, from the repository. */
export function annotationLines({ findings }: Review, root = ''): readonly string[] {
  const errors = findings.filter(({ kind }) => kind === 'claim-broken')
  const warnings = findings.filter(({ kind }) => kind !== 'claim-broken')
  return [...limited('error', errors, root), ...limited('warning', warnings, root)]
}

type Level = 'error' | 'warning'

/** The last one that is shown says how many are not. */
function limited(level: Level, findings: readonly Finding[], root: string): readonly string[] {
  const fits = findings.length <= shownMax
  const shown = fits ? findings : findings.slice(0, shownMax - 1)
  const lines = shown.map((finding) => lineOf(level, finding, root))
  if (fits) return lines
  return [...lines, `::${level} title=Ackurate::${findings.length - shown.length} more like these`]
}

function lineOf(level: Level, { title, text, place }: Finding, root: string): string {
  const where = place === null ? [] : [`file=${property(root + place.file)}`, `line=${place.line}`]
  const properties = [...where, `title=${property(title)}`].join(',')
  return `::${level} ${properties}::${data(text)}`
}

/** What a workflow command's message must escape. */
function data(text: string): string {
  return withoutControls(text)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
}

/** Its properties end at colons and commas, too. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
