/** The sizes of the runs that the page plays itself: those of shipped programs. */
import type { Scenario } from '../../model/scenario.ts'
import { isPlayable } from '../../player/play.ts'
import type { Violation } from '../../report/tables/shortest.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { readReplayLine } from './replay-line.ts'

export interface PackedRuns {
  /** Each of them once. */
  readonly runs: readonly Scenario[]
  /** One per violation: its place in them; -1: the page cannot play it. */
  readonly placeOf: readonly number[]
}

/** The names of the strategies whose counterexamples the page can play. */
export function playedInPage({ strategies }: Comparison): ReadonlySet<string> {
  const shipped = strategies.filter(({ family, file }) => family !== 'user' && file === undefined)
  return new Set(shipped.map(({ name }) => name).filter(isPlayable))
}

/** Packs them; what no line of this version says cannot be played. */
export function packRuns(
  violations: readonly Violation[],
  played: ReadonlySet<string>,
): PackedRuns {
  const places = new Map<string, number>()
  const runs: Scenario[] = []
  // Hundreds of lines differ by their paths alone.
  const known = new Map<string, number>()
  const place = (line: string): number => {
    const scenario = scenarioOf(line)
    if (scenario === null) return -1
    const text = JSON.stringify(scenario)
    const at = places.get(text) ?? runs.push(scenario) - 1
    places.set(text, at)
    return at
  }
  const placeOf = violations.map(({ cell, counterexample: { replay } }) => {
    if (!played.has(cell.strategy)) return -1
    const line = replay.replace(/ --path \S+/, '')
    const at = known.get(line) ?? place(line)
    known.set(line, at)
    return at
  })
  return { runs, placeOf }
}

function scenarioOf(line: string): Scenario | null {
  try {
    return readReplayLine(line).scenario
  } catch {
    return null
  }
}
