/** What the signs mean. */
import { VerdictMark } from '../parts/verdict-mark.tsx'
import type { Verdict } from '../verdict-signs.ts'
import { verdictMeaning } from '../words.ts'

const entries: readonly (readonly [Verdict, string])[] = [
  [{ verdict: 'holds', claimed: false }, 'proved within bounds'],
  [{ verdict: 'not-found', claimed: false }, 'not found in the schedules that were tried'],
  [{ verdict: 'holds', claimed: true }, 'claimed, and proved within bounds'],
  [{ verdict: 'not-found', claimed: true }, 'claimed, and not found'],
  [{ verdict: 'violated', claimed: false }, 'violated, not claimed'],
  [{ verdict: 'violated', claimed: false, atStart: true }, 'violated by a rebalance at start'],
  [{ verdict: 'violated', claimed: true }, 'violated although claimed'],
  [{ verdict: 'unknown', claimed: false }, 'undecided'],
  [{ verdict: 'vacuous', claimed: false }, 'cannot happen there'],
]

/** The signs with their words. */
export function Legend({ both }: { readonly both: boolean }) {
  return (
    <ul class="legend" aria-label="Legend">
      {both && (
        <li>
          <b>left</b>: is a record lost? <b>right</b>: does one repeat?
        </li>
      )}
      {entries.map(([verdict, words]) => (
        <li key={words} title={verdictMeaning(verdict, null)}>
          <VerdictMark verdict={verdict} /> {words}
        </li>
      ))}
      <li>pale: as the strategy that it is a variant of</li>
      <li>≥ 1, ≤ 1, = 1: claims at-least-once, at-most-once, exactly-once</li>
    </ul>
  )
}
