/** A comparison that is small enough to be committed: events for the stories that are told. */
import type { BreakingSets } from '../search/breaking/breaking-sets.ts'
import type { Cell, Comparison, Counterexample, SometimesEntry } from '../search/verdict.ts'
import { focusOf } from './focus.ts'
import { selectEvents } from './select.ts'
import { shortestViolations } from './shortest.ts'
import { withEvents } from './trim.ts'

/** Longer histories are those of a group that dies and restarts for ever: the path says enough. */
const eventsMax = 120

function compactCounterexample(cell: Cell, full: Counterexample, told: boolean): Counterexample {
  if (told) {
    const selected = new Set(selectEvents(full, focusOf(full), cell.property))
    if (selected.size <= eventsMax) return withEvents(full, (event) => selected.has(event))
  }
  // Without events there is nothing that further witnesses could point at.
  const witnesses = full.witnesses.slice(0, 1)
  return { ...full, witnesses, events: [], eventsOmitted: full.events.length }
}

function compactSeen(entry: SometimesEntry): SometimesEntry {
  const seen = Object.entries(entry.seen).filter(([, count]) => count > 0)
  return { ...entry, seen: Object.fromEntries(seen) }
}

/**
 * Keeps the events of the shortest story per strategy and property. The other counterexamples
 * keep their path and replay line, which bring the events back, and say how many were left out.
 */
export function compactComparison(comparison: Comparison): Comparison {
  const told = new Set(shortestViolations(comparison.cells).map(({ cell }) => cell))
  const compact = (cell: Cell): Cell => {
    const { counterexample } = cell
    if (counterexample === null) return cell
    return { ...cell, counterexample: compactCounterexample(cell, counterexample, told.has(cell)) }
  }
  const { breakingSets } = comparison
  return {
    ...comparison,
    cells: comparison.cells.map(compact),
    sometimes: comparison.sometimes.map(compactSeen),
    ...(breakingSets === undefined ? {} : { breakingSets: breakingSets.map(compactBreaking) }),
  }
}

/** The page tells their stories; the data keeps what brings them back. */
function compactBreaking(sets: BreakingSets): BreakingSets {
  const minimal = sets.minimal.map((set) => {
    const { counterexample } = set
    if (counterexample === null) return set
    const witnesses = counterexample.witnesses.slice(0, 1)
    const eventsOmitted = counterexample.events.length
    return { ...set, counterexample: { ...counterexample, witnesses, events: [], eventsOmitted } }
  })
  return { ...sets, minimal }
}
