/** Plans the searches for breaking sets that follow a comparison. */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames } from '../../model/faults/names.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import { type PropertyName, propertyNames } from '../../properties/all.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { resetPolicies, schedulesOf } from '../planning/plan.ts'
import { isClaimed } from '../verdicts/claims.ts'
import { type FaultSet, faultSetOf, faultsOf } from '../verdicts/fault-sets.ts'
import type { Cell } from '../verdicts/verdict.ts'
import type { BreakingRequest, KnownCell } from './request.ts'

/** How much is searched. */
export interface BreakingEffort {
  /** How many sets per strategy and property, beyond those that cells know. */
  readonly searchesMax: number
  /** The same for services, a schedule of which costs as much as a hundred. */
  readonly searchesOfServicesMax: number
  /** Whether each value of `auto.offset.reset` is searched, or the usual one alone. */
  readonly everyPolicy: boolean
}

/** What a command does that was made for it. */
export const fullEffort: BreakingEffort = {
  searchesMax: 60,
  searchesOfServicesMax: 12,
  everyPolicy: true,
}

/** What a comparison can afford: all that survive, together; rarely, what that finds. */
export const cheapEffort: BreakingEffort = {
  searchesMax: 3,
  searchesOfServicesMax: 1,
  everyPolicy: false,
}

/** What the user asked for; the cells are those of a comparison with the same options. */
export interface BreakingPlan {
  readonly strategies: readonly AnyStrategy[]
  readonly faults: readonly FaultSet[]
  /** Null: what the strategy claims. */
  readonly properties: readonly PropertyName[] | null
  /** Whether only the claim itself is searched, under the faults that it is meant to survive. */
  readonly claimOnly: boolean
  readonly scenario: Scenario
  readonly settings: Readonly<Partial<Settings>>
  readonly seed: string
  readonly schedules: number
  /** Of kafkajs services; absent: as many. */
  readonly serviceSchedules?: number
  readonly cells: readonly Cell[]
  /** See `BreakingRequest`. */
  readonly statesMax?: number
  readonly effort: BreakingEffort
}

/** What a strategy claims while nothing goes wrong: no fault takes more than that away. */
export function claimedBy(
  strategy: AnyStrategy,
  settings: Readonly<Partial<Settings>>,
): readonly PropertyName[] {
  return propertyNames.filter((property) => isClaimed(strategy, property, 'none', settings))
}

/** The kinds that are named, alone or together, in the order of tables. */
export function kindsOf(faults: readonly FaultSet[]): readonly FaultName[] {
  const kinds = new Set(faults.flatMap(faultsOf))
  return faultNames.filter((name) => kinds.has(name))
}

/** One request per strategy and property. */
export function planBreaking(plan: BreakingPlan): readonly BreakingRequest[] {
  const { scenario, settings, seed, effort } = plan
  const kinds = kindsOf(plan.faults)
  return plan.strategies.flatMap((strategy) => {
    const isService = 'service' in strategy
    const policies = resetPolicies(strategy, faultSetOf(kinds), settings)
    const problems = policies.map((policy) => ({ 'auto.offset.reset': policy, ...settings }))
    const chosen = plan.properties ?? claimedBy(strategy, settings)
    const judged = plan.claimOnly ? chosen.filter((name) => name === strategy.claims) : chosen
    return judged.map((property) => ({
      strategy: strategy.name,
      property,
      faults: plan.claimOnly
        ? kinds.filter((fault) => isClaimed(strategy, property, fault, settings))
        : kinds,
      settings: effort.everyPolicy ? problems : problems.slice(0, 1),
      scenario,
      seed,
      schedules: schedulesOf(strategy, plan),
      ...(plan.statesMax === undefined ? {} : { statesMax: plan.statesMax }),
      searchesMax: isService ? effort.searchesOfServicesMax : effort.searchesMax,
      known: plan.cells
        .filter((cell) => cell.strategy === strategy.name && cell.property === property)
        .map(knownCell),
    }))
  })
}

function knownCell({ fault, settings, verdict, reason, search, counterexample }: Cell): KnownCell {
  return { fault, settings, verdict, reason, search, replay: counterexample?.replay ?? null }
}
