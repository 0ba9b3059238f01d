/** One letter per verdict: how `PageData.verdicts` says it; upper case where it is claimed. */
import type { Cell, VerdictName } from '../search/verdicts/verdict.ts'

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
  /** It is violated by a rebalance at the start, with no fault; absent: not, or it is claimed. */
  readonly atStart?: true
}

/** The letter of what is not claimed and broken by a rebalance at the start. */
const atStart = 'r'

/** What stands for a cell that was not asked for. */
export const absent = '.'

type Lettered = Pick<Cell, 'verdict' | 'claimed' | 'counterexample'>

/** The letter of a cell's verdict. */
export function letterOf({ verdict, claimed, counterexample }: Lettered): string {
  if (!claimed && counterexample?.rebalanceAtStart === true) return atStart
  return claimed ? letters[verdict].toUpperCase() : letters[verdict]
}

const verdicts = new Map(
  (Object.keys(letters) as VerdictName[]).map((verdict) => [letters[verdict], verdict]),
)

/** The verdict of a letter; null: the cell was not asked for. */
export function verdictOf(letter: string): Verdict | null {
  if (letter === atStart) return { verdict: 'violated', claimed: false, atStart: true }
  const verdict = verdicts.get(letter.toLowerCase())
  return verdict === undefined ? null : { verdict, claimed: letter !== letter.toLowerCase() }
}

/** Whether nothing that was tried broke it: proved within bounds, or not found. */
export function isUnbroken({ verdict }: Verdict): boolean {
  return verdict === 'holds' || verdict === 'not-found'
}

/** What a verdict may look like. */
export type Sign = '✓' | '✔' | '○' | '●' | '✗' | '✖' | '↻' | '?' | ''

/** The sign that the terminal shows, too. */
export function signOfVerdict(verdict: Verdict | null): Sign {
  switch (verdict?.verdict) {
    case undefined:
    case 'vacuous':
      return ''
    case 'holds':
      return verdict?.claimed ? '✔' : '✓'
    case 'not-found':
      return verdict?.claimed ? '●' : '○'
    case 'unknown':
      return '?'
    case 'violated':
      if (verdict?.claimed) return '✖'
      return verdict?.atStart === true ? '↻' : '✗'
  }
}
