/** What each round of a hunt searches: fresh seeds, and fault sets in rotation. */
import type { Settings } from '../../model/settings.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { isClaimed, survivedFaults } from '../verdicts/claims.ts'
import { type FaultSet, faultSetOf } from '../verdicts/fault-sets.ts'
import { untouchable } from '../verdicts/vacuity.ts'
import { type ComparisonRequest, planCells, type Unit } from './plan.ts'

/** What is hunted. `faults` null: those that each strategy claims to survive, in rotation. */
export interface HuntRequest extends Omit<ComparisonRequest, 'faults'> {
  readonly faults: readonly FaultSet[] | null
}

/** The number of pairs of faults in a round; there are about two hundred. */
const pairsPerRound = 2

/** The units of that round, counted from 0: only claims are judged, where there are any. */
export function huntUnits(request: HuntRequest, round: number): readonly Unit[] {
  const { faults, ...rest } = request
  return request.strategies.flatMap((strategy) =>
    planCells({
      ...rest,
      strategies: [strategy],
      faults: faults ?? faultSetsOf(strategy, request.settings, round),
      seed: `${request.seed}/${round}`,
    }).flatMap((unit) => {
      const claimed = unit.properties.filter((name) =>
        isClaimed(strategy, name, unit.fault, unit.settings),
      )
      return claimed.length === 0 ? [] : [{ ...unit, properties: claimed }]
    }),
  )
}

/** Rounds after which every strategy has been under every pair of faults. */
const lapMax = 120

/** Whether any round judges any claim: otherwise a hunt would go on for ever and do nothing. */
export function hasClaims(request: HuntRequest): boolean {
  return Array.from({ length: lapMax }, (_, round) => round).some(
    (round) => huntUnits(request, round).length > 0,
  )
}

/**
 * All faults together, then the next pairs and the next single fault. What is found needs few of
 * them, as a rule; but which few, nobody knows before.
 */
export function faultSetsOf(
  strategy: AnyStrategy,
  settings: Readonly<Partial<Settings>>,
  round: number,
): readonly FaultSet[] {
  const faults = survivedFaults(strategy, settings).filter(
    (fault) => untouchable(strategy, fault) === null,
  )
  const pairs = faults.flatMap((one, at) => faults.slice(at + 1).map((other) => `${one}+${other}`))
  const singles = ['none', ...faults]
  const next = (list: readonly FaultSet[], number: number) => list[number % list.length] ?? 'none'
  return [
    ...new Set([
      faultSetOf(faults),
      ...Array.from({ length: pairsPerRound }, (_, i) => next(pairs, round * pairsPerRound + i)),
      next(singles, round),
    ]),
  ]
}
