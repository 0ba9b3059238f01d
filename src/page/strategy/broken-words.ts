/** Which faults break a strategy, in words. */
import type { PageBreaking } from '../page-data.ts'

/** What the claim leaves out first, for its ✗ stands below; then the sets of the rest. */
export function brokenWords({ broken, excluded, claimed }: PageBreaking): string {
  const why = claimed ? 'excluded from the claim' : 'left out'
  const out = excluded.map((fault, at) => `${fault} (${at === 0 ? why : 'excluded'})`)
  if (out.length === 0) return broken.join('; ') || 'nothing that was searched'
  const rest = broken.length === 0 ? 'by nothing that was searched' : `by ${broken.join('; ')}`
  return `${out.join(', ')}; of the other faults ${rest}`
}
