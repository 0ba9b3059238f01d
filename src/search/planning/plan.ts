/** Plans a comparison: which searches it takes, as plain data that a worker can be sent. */
import type { FaultName } from '../../model/faults/all.ts'
import { faultsThat } from '../../model/faults/names.ts'
import { StrategyFailure } from '../../model/instance/ops.ts'
import { durationOf, type ResetPolicy } from '../../model/reset-policy.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { CoverageEntry } from '../coverage/coverage.ts'
import type { SometimesEntry, Statistics } from '../verdicts/comparison.ts'
import { type FaultSet, faultsOf } from '../verdicts/fault-sets.ts'
import type { Cell } from '../verdicts/verdict.ts'

/** What the user asked for. */
export interface ComparisonRequest {
  readonly strategies: readonly AnyStrategy[]
  /** In the order of the tables. */
  readonly faults: readonly FaultSet[]
  readonly properties: readonly PropertyName[]
  /** Sizes and default settings; a fault without a budget gets `faultsMax`. */
  readonly scenario: Scenario
  /** The settings that the user set himself. */
  readonly settings: Readonly<Partial<Settings>>
  readonly seed: string
  /** How many schedules each unit runs. */
  readonly schedules: number
  /** How many those of kafkajs services run; absent: as many. */
  readonly serviceSchedules?: number
  /** Whether the verdicts are all that is asked for. */
  readonly quick?: boolean
}

/** One search: a strategy under a fault set with some settings, for all properties at once. */
export interface Unit {
  readonly strategy: string
  readonly fault: FaultSet
  /** What distinguishes the cell: `auto.offset.reset` and what the user set. */
  readonly settings: Readonly<Partial<Settings>>
  readonly properties: readonly PropertyName[]
  /** As the user gave it; `cellScenario` makes the scenario that is run. */
  readonly scenario: Scenario
  readonly seed: string
  readonly schedules: number
  /** Two strategies are held against each other: the name under which both draw schedules. */
  readonly drawnAs?: string
  /** Of several kinds at once, to be told under the few that it takes (`together.ts`). */
  readonly together?: boolean
  /**
   * The verdicts are all that is asked for: stories stay as they were found, and what is known of
   * the small world is tried there.
   */
  readonly quick?: boolean
  /** A quick search in the small world, beside the one that was asked for. */
  readonly inSmall?: boolean
}

/** What a unit yields: plain data. Without statistics where nothing had to be searched. */
export interface UnitResult {
  readonly cells: readonly Cell[]
  readonly statistics: Statistics | null
  readonly sometimes: SometimesEntry | null
  /** What the search covered; absent: it was not counted. */
  readonly coverage?: CoverageEntry
  /** How many of the drawn schedules broke each property; of units with `drawnAs` only. */
  readonly violations?: Readonly<Partial<Record<PropertyName, number>>>
}

/** Each broker costs every client two connections, and two show all there is. */
const brokersOfServices = 2

/** Faults after which `auto.offset.reset` decides what is read next. */
export const resetSensitive: readonly FaultName[] = faultsThat(({ resets }) => resets)

/** Strategies × fault sets × settings, in that order. */
export function planCells(request: ComparisonRequest): readonly Unit[] {
  const { properties, scenario, seed } = request
  const quick = request.quick === true ? { quick: true } : {}
  const units: Unit[] = []
  for (const strategy of request.strategies) {
    for (const fault of request.faults) {
      for (const policy of resetPolicies(strategy, fault, request.settings)) {
        const settings = { 'auto.offset.reset': policy, ...request.settings }
        const of = { strategy: strategy.name, fault, settings }
        const schedules = schedulesOf(strategy, request)
        units.push({ ...of, properties, scenario, seed, schedules, ...quick })
      }
    }
  }
  return units
}

/** How many schedules a unit of the strategy runs. */
export function schedulesOf(
  strategy: AnyStrategy,
  { schedules, serviceSchedules }: Pick<ComparisonRequest, 'schedules' | 'serviceSchedules'>,
): number {
  return 'service' in strategy ? (serviceSchedules ?? schedules) : schedules
}

/** The values of `auto.offset.reset` under which the faults are searched, the usual one first. */
export function resetPolicies(
  strategy: AnyStrategy,
  fault: FaultSet,
  settings: Readonly<Partial<Settings>>,
): readonly ResetPolicy[] {
  const fixed = settings['auto.offset.reset'] ?? strategy.settings?.['auto.offset.reset']
  if (fixed !== undefined && 'service' in strategy && durationOf(fixed) !== null) {
    throw new StrategyFailure(
      `${strategy.name} is a service: kafkajs has no auto.offset.reset=by_duration, ` +
        'it begins at either end of the log (fromBeginning)',
    )
  }
  if (fixed !== undefined) return [fixed]
  const sensitive = faultsOf(fault).some((name) => resetSensitive.includes(name))
  if (!sensitive) return ['earliest']
  // kafkajs knows no "none": `fromBeginning` is a yes or a no.
  return 'service' in strategy ? ['earliest', 'latest'] : ['earliest', 'latest', 'none']
}

/**
 * The scenario of a cell. The settings that are part of a strategy are stronger than those that
 * the user set for all, and it runs no more instances than it would in production.
 */
export function cellScenario(
  strategy: AnyStrategy,
  fault: FaultSet,
  settings: Readonly<Partial<Settings>>,
  base: Scenario,
): Scenario {
  const budgets: Partial<Record<FaultName, number>> = {}
  for (const name of faultsOf(fault)) budgets[name] = base.budgets[name] ?? base.faultsMax
  return {
    ...base,
    brokers: 'service' in strategy ? Math.min(base.brokers, brokersOfServices) : base.brokers,
    members: Math.min(base.members, strategy.membersMax ?? base.members),
    budgets,
    settings: { ...base.settings, ...settings, ...strategy.settings },
  }
}
