/** The review as a badge: `consumer | keeps its claims`, for a README. */
import { xmlText } from './escape.ts'
import type { Review } from './review.ts'

/** White on each of them is read easily (WCAG AA: a contrast of at least 4.5). */
const colours = { label: '#444d56', holds: '#22863a', broken: '#b31d28', undecided: '#6a5d00' }

/** The most letters of a name that are shown. */
const lettersMax = 40

/** The SVG document; ends with a line break. */
export function badgeSvg({ comparison, findings }: Review): string {
  const of = (kind: string) => findings.filter((finding) => finding.kind === kind)
  const broken = [...new Set(of('claim-broken').map(({ cell }) => cell.property))]
  const open = of('undecided').length + of('bug-missed').length
  const [only, ...others] = comparison.strategies
  const single = others.length === 0
  const label = single ? shortened(only?.name ?? 'consumer') : 'consumers'
  const verb = single ? 'breaks' : 'break'
  if (broken.length > 0) return badge(label, `${verb} ${listed(broken)}`, colours.broken)
  if (open > 0) return badge(label, 'undecided', colours.undecided)
  return badge(label, single ? 'keeps its claims' : 'keep their claims', colours.holds)
}

function listed([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : `${first} and ${more.length} more`
}

function shortened(text: string): string {
  const letters = [...text]
  return letters.length <= lettersMax ? text : `${letters.slice(0, lettersMax - 1).join('')}…`
}

/** About as wide as Verdana at 11 px; `textLength` holds the text to it in any other font. */
function widthOf(text: string): number {
  const narrow = text.match(/[-ijlt.,:;|'()[\]! ]/g)?.length ?? 0
  const wide = text.match(/[mwMW@%]/g)?.length ?? 0
  return Math.ceil(([...text].length - narrow - wide) * 7 + narrow * 4.2 + wide * 10)
}

const padding = 6

function badge(label: string, message: string, colour: string): string {
  const [left, right] = [widthOf(label), widthOf(message)]
  const [leftWidth, rightWidth] = [left + 2 * padding, right + 2 * padding]
  const width = leftWidth + rightWidth
  const title = xmlText(`${label}: ${message}`)
  const text = (x: number, length: number, words: string): string =>
    `    <text x="${x}" y="14" textLength="${length}">${xmlText(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" ` +
      `aria-label="${title}">`,
    `  <title>${title}</title>`,
    `  <rect width="${leftWidth}" height="20" fill="${colours.label}"/>`,
    `  <rect x="${leftWidth}" width="${rightWidth}" height="20" fill="${colour}"/>`,
    '  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" ' +
      'aria-hidden="true">',
    text(padding, left, label),
    text(leftWidth + padding, right, message),
    '  </g>',
    '</svg>',
    '',
  ].join('\n')
}
