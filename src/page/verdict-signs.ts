/** One letter per verdict: how `PageData.verdicts` says it; upper case where it is claimed. */
import type { VerdictName } from '../search/verdicts/verdict.ts'

const letters: Readonly<Record<VerdictName, string>> = {
  holds: 'h',
  'not-found': 'o',
  violated: 'v',
  unknown: 'u',
  vacuous: 'n',
}

/** A verdict, and whether the strategy claims the property there. */
export interface Verdict {
  readonly verdict: VerdictName
  readonly claimed: boolean
}

/** What stands for a cell that was not asked for. */
export const absent = '.'

/** The letter of a verdict. */
export function letterOf({ verdict, claimed }: Verdict): string {
  return claimed ? letters[verdict].toUpperCase() : letters[verdict]
}

const verdicts = new Map(
  (Object.keys(letters) as VerdictName[]).map((verdict) => [letters[verdict], verdict]),
)

/** The verdict of a letter; null: the cell was not asked for. */
export function verdictOf(letter: string): Verdict | null {
  const verdict = verdicts.get(letter.toLowerCase())
  return verdict === undefined ? null : { verdict, claimed: letter !== letter.toLowerCase() }
}

/** Whether nothing that was tried broke it: proved within bounds, or not found. */
export function isUnbroken({ verdict }: Verdict): boolean {
  return verdict === 'holds' || verdict === 'not-found'
}

/** The sign that the terminal shows, too. */
export function signOfVerdict(verdict: Verdict | null): '✓' | '○' | '✗' | '✖' | '?' | '' {
  switch (verdict?.verdict) {
    case undefined:
    case 'vacuous':
      return ''
    case 'holds':
      return '✓'
    case 'not-found':
      return '○'
    case 'unknown':
      return '?'
    case 'violated':
      return verdict?.claimed ? '✖' : '✗'
  }
}
