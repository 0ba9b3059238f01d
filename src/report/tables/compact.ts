/** A comparison that is small enough to be committed: events for the stories that are shown. */
import type { BreakingSets } from '../../search/verdicts/breaking-sets.ts'
import type { Comparison, SometimesEntry } from '../../search/verdicts/comparison.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import { type Focus, focusOf } from '../story/focus.ts'
import { selectEvents } from '../story/select.ts'
import { shortestViolations } from './shortest.ts'
import { withEvents } from './trim.ts'

/** Longer histories are those of a group that dies and restarts for ever: the path says enough. */
const eventsMax = 120

function compactCounterexample(cell: Cell, full: Counterexample, shown: boolean): Counterexample {
  if (shown) {
    const focus = focusOf(full)
    const selected = new Set(selectEvents(full, focus, cell.property))
    if (selected.size <= eventsMax) {
      return withLater(
        full,
        focus,
        withEvents(full, (event) => selected.has(event)),
      )
    }
  }
  // Without events there is nothing that further witnesses could point at.
  const witnesses = full.witnesses.slice(0, 1).map(({ since: _, ...witness }) => witness)
  return { ...full, witnesses, events: [], eventsOmitted: full.events.length }
}

/** What went wrong later stays later than what is kept, so that the story is the same. */
function withLater(full: Counterexample, { last }: Focus, kept: Counterexample): Counterexample {
  const witnesses = kept.witnesses.map((witness, at) =>
    (full.witnesses[at]?.at ?? 0) > last ? { ...witness, at: kept.events.length } : witness,
  )
  return { ...kept, witnesses }
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
  // A report may be made again from what is compact already.
  if (comparison.cells.some((cell) => cell.counterexample?.eventsOmitted !== undefined)) {
    return comparison
  }
  const shown = new Set(shortestViolations(comparison.cells).map(({ cell }) => cell))
  const compact = (cell: Cell): Cell => {
    const { counterexample } = cell
    if (counterexample === null) return cell
    return { ...cell, counterexample: compactCounterexample(cell, counterexample, shown.has(cell)) }
  }
  const { breakingSets } = comparison
  return {
    ...comparison,
    cells: comparison.cells.map(compact),
    sometimes: comparison.sometimes.map(compactSeen),
    ...(breakingSets === undefined ? {} : { breakingSets: breakingSets.map(compactBreaking) }),
  }
}

/** They are few, and each has a story of its own, which a report from the data tells, too. */
function compactBreaking(sets: BreakingSets): BreakingSets {
  const { strategy, property, settings } = sets
  const minimal = sets.minimal.map((set) => {
    const { fault, claimed, search, counterexample } = set
    if (counterexample === null) return set
    const decision = { verdict: 'violated', reason: null } as const
    const cell = { strategy, property, settings, fault, claimed, search, counterexample }
    const compact = compactCounterexample({ ...cell, ...decision }, counterexample, true)
    return { ...set, counterexample: compact }
  })
  return { ...sets, minimal }
}
