/**
 * Finds the breaking sets of one strategy and property.
 *
 * Single faults are known from the cells of the comparison; the sets of those that survive are
 * decided here, the largest first (`dualize.ts`).
 */
import { assert } from '../../model/assert.ts'
import type { FaultName } from '../../model/faults/all.ts'
import type { Settings } from '../../model/settings.ts'
import { properties } from '../../properties/all.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { resetSensitive } from '../planning/plan.ts'
import type { Runner } from '../schedules/subject.ts'
import type { BreakingSet, BreakingSets, SearchedSet } from '../verdicts/breaking-sets.ts'
import { isClaimed } from '../verdicts/claims.ts'
import { faultSetOf } from '../verdicts/fault-sets.ts'
import type { Decide, Decision } from './decide.ts'
import { decideBothWays, decideExhaustively } from './decide-exhaustively.ts'
import { decideRandomly } from './decide-randomly.ts'
import { type Answer, dualize } from './dualize.ts'
import { elementsOf, maskOf, named } from './fault-masks.ts'
import { cached, canHappen, isJudged } from './remembered.ts'
import type { BreakingRequest } from './request.ts'

/** One result per settings; none where the property is not judged. `strategy` is the one named. */
export function searchBreakingSets(
  request: BreakingRequest,
  strategy: AnyStrategy,
  runner: Runner,
  deadline: () => boolean = () => false,
  beat: () => void = () => {},
): readonly BreakingSets[] {
  const property = properties.find(({ name }) => name === request.property)
  assert(property !== undefined, `no property ${request.property}`)
  const { scenario, seed, schedules, statesMax } = request
  const play = { strategy, property, runner, scenario, deadline }
  const randomly = decideRandomly({ ...play, seed, schedules })
  const search =
    statesMax === undefined
      ? randomly
      : decideBothWays(decideExhaustively({ ...play, statesMax, beat }), randomly)
  return breakingSetsOf(request, strategy, search)
}

/** The same, with any way to decide. It is asked for no set twice. */
export function breakingSetsOf(
  request: BreakingRequest,
  strategy: AnyStrategy,
  search: Decide,
): readonly BreakingSets[] {
  if (!isJudged(request)) return []
  const decide = cached(request, search)
  const faults = request.faults.filter((fault) => canHappen(request, fault))
  return request.settings
    .filter((_, at) => at === 0 || faults.some((fault) => resetSensitive.includes(fault)))
    .map((settings) => solve(request, strategy, faults, settings, decide))
}

function solve(
  request: BreakingRequest,
  strategy: AnyStrategy,
  faults: readonly FaultName[],
  settings: Readonly<Partial<Settings>>,
  decide: Decide,
): BreakingSets {
  const { property, scenario } = request
  const decided = (set: number): Decision => {
    const kinds = named(set, faults)
    return decide(kinds, settingsFor(request, kinds, settings))
  }
  /** Where the kinds of a story were first found to break: it is shown there. */
  const sources = new Map<number, number>()
  const ask = (set: number): Answer => {
    const { verdict, breakage } = decided(set)
    if (verdict === 'unknown') return null
    if (breakage === null) return 'holds'
    const broken = maskOf(breakage.kinds, faults)
    if (!sources.has(broken)) sources.set(broken, set)
    return { broken }
  }
  const { minimal, surviving, complete } = dualize(maskOf(faults, faults), ask)
  const searched = (set: number): SearchedSet => {
    return { fault: faultSetOf(named(set, faults)), search: decided(set).search }
  }
  const breakingSet = (set: number): BreakingSet => {
    const { search, breakage } = decided(sources.get(set) ?? set)
    assert(breakage !== null, 'a set that broke nothing was found to break')
    const fault = faultSetOf(named(set, faults))
    const smaller = elementsOf(set).map((at) => set & ~(1 << at))
    const held = smaller.filter((part) => decided(part).verdict === 'holds')
    return {
      fault,
      search,
      claimed: isClaimed(strategy, property, fault, settings),
      held: held.map(searched),
      minimal: held.length === smaller.length,
      replay: breakage.replay,
      counterexample: breakage.counterexample,
    }
  }
  return {
    strategy: request.strategy,
    property,
    settings,
    claimed: isClaimed(strategy, property, 'none', settings),
    faults: faultSetOf(faults),
    faultsMax: scenario.faultsMax,
    minimal: minimal.map(breakingSet),
    surviving: surviving.map((set) => ({ ...searched(set), pairing: decided(set).pairing })),
    complete,
  }
}

/**
 * The settings under which a set is searched. `auto.offset.reset` is asked for only by what needs
 * it, and by a group that has never committed.
 */
function settingsFor(
  request: BreakingRequest,
  kinds: readonly FaultName[],
  settings: Readonly<Partial<Settings>>,
): Readonly<Partial<Settings>> {
  const isSensitive = kinds.some((fault) => resetSensitive.includes(fault))
  return isSensitive || request.scenario.newGroup ? settings : (request.settings[0] ?? settings)
}
