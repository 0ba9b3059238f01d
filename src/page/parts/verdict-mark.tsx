/** The sign of a verdict. */
import { signOfVerdict, type Verdict } from '../verdict-signs.ts'

/** Which style a verdict has: the sign says the same, so that colour only repeats it. */
export function verdictClass(verdict: Verdict | null): string {
  if (verdict === null) return 'v-absent'
  return verdict.verdict === 'violated' && verdict.claimed ? 'v-broken' : `v-${verdict.verdict}`
}

/** Fonts may draw some of these signs as pictures: this asks for the letter. */
const asText = '\uFE0E'

/** The sign alone: whoever uses it says the verdict in words, too. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict | null }) {
  const sign = signOfVerdict(verdict)
  return (
    <span class={`mark ${verdictClass(verdict)}`} aria-hidden="true">
      {sign === '' ? '\u00A0' : sign + asText}
    </span>
  )
}
