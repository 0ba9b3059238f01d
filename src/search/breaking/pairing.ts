/** Counts which kinds of fault fired in the same schedule: what a search of many kinds mixed. */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames } from '../../model/faults/names.ts'
import type { Sometimes } from '../../properties/sometimes-property.ts'
import type { Pairing } from '../verdicts/breaking-sets.ts'

/** A count that is fed by the search through a property that is seen when two kinds fired. */
export interface PairCount {
  readonly sometimes: Sometimes
  /** What was counted so far. */
  pairing(): Pairing | null
}

/** Counts pairs of these kinds. */
export function countPairs(faults: readonly FaultName[]): PairCount {
  const counts = new Map<string, number>()
  const fired = new Set<string>()
  const noteRun = (): boolean => {
    if (fired.size < 2) return false
    const kinds = faultNames.filter((fault) => fired.has(fault))
    for (const pair of pairsOf(kinds)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
    return true
  }
  return {
    sometimes: {
      name: 'two-kinds-struck',
      statement: 'Faults of two kinds happened.',
      monitor: () => ({
        on: { fault: ({ fault }) => void fired.add(fault) },
        reset: () => fired.clear(),
        // Asked once at the end of each run.
        seen: noteRun,
      }),
    },
    pairing: () => {
      const pairs = pairsOf(faults)
      if (pairs.length === 0) return null
      const met = pairs.filter((pair) => counts.has(pair)).length
      const schedulesMin = Math.min(...pairs.map((pair) => counts.get(pair) ?? 0))
      return { pairs: pairs.length, met, schedulesMin }
    },
  }
}

function pairsOf(kinds: readonly FaultName[]): readonly string[] {
  return kinds.flatMap((one, at) => kinds.slice(at + 1).map((other) => `${one}+${other}`))
}
