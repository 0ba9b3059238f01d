/** Random search: explore with all properties at once, then shrink per broken property. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { PropertyName, ShippedProperty } from '../../properties/all.ts'
import type { Sometimes } from '../../properties/sometimes-property.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { explained } from '../replay/explained.ts'
import type { PlacedSchedule } from '../schedules/known/disturbance.ts'
import { probeOnce } from '../schedules/probe-once.ts'
import { type ScheduleRange, seededRanges } from '../schedules/schedule-range.ts'
import { seedOf } from '../schedules/streams.ts'
import { createSubject, type Runner, type Subject } from '../schedules/subject.ts'
import { type SwarmRanges, swarmRanges } from '../schedules/swarm.ts'
import {
  claimedEffort,
  claimedServiceEffort,
  type Effort,
  isCalmEnough,
  noEffort,
  type ShrinkRequest,
  shrink,
  shrinkKnown,
  unclaimedEffort,
  unclaimedServiceEffort,
} from '../shrinking/shrink.ts'
import { isLoneFault } from '../shrinking/trial.ts'
import { Trials } from '../shrinking/trials.ts'
import { type Exploration, explore, type Finding } from './exploration.ts'
import { faultHappened, happened } from './fault-happened.ts'
import {
  createPlayed,
  type FoundCounterexample,
  foundCounterexample,
} from './found-counterexample.ts'
import {
  mergeExplorations,
  mergeRanges,
  type RangeResult,
  rangeResult,
} from './merge-explorations.ts'

/** What to search. */
export interface RandomSearch {
  readonly strategy: AnyStrategy
  readonly scenario: Scenario
  /** The whole seed of this search: see `cellSeed`. */
  readonly seed: string
  readonly schedules: number
  readonly properties: readonly ShippedProperty[]
  readonly sometimes: readonly Sometimes[]
  readonly runner: Runner
  /** Schedules that broke other strategies, to be tried beside those that are drawn. */
  readonly known?: readonly PlacedSchedule[]
  /** The properties whose counterexamples deserve every effort; the others get a fair one. */
  readonly claimed?: readonly PropertyName[]
  /** Whether counterexamples stay as they were found. */
  readonly asFound?: boolean
  /** Asked now and then; true ends the exploring early. Shrinking is bounded anyway. */
  readonly deadline?: () => boolean
  /** Asked before each run of shrinking; true ends it. */
  readonly hurry?: () => boolean
  /** Told the number of each schedule before it runs; null: what runs next is none of them. */
  readonly onSchedule?: (number: number | null) => void
}

/** What a search says of one property. */
export interface PropertyFinding {
  readonly property: ShippedProperty
  /** How many schedules broke it. */
  readonly violations: number
  readonly notApplicable: string | null
  readonly counterexample: FoundCounterexample | null
  /** Whether shrinking was stopped before all was tried: the counterexample may not be minimal. */
  readonly stopped: boolean
}

/** What a search found. */
export interface RandomResult {
  readonly exploration: Exploration
  readonly findings: readonly PropertyFinding[]
  /** In how many schedules each `sometimes` property was seen. */
  readonly seen: Readonly<Record<string, number>>
  /** In how many schedules each fault of the scenario fired. */
  readonly fired: Readonly<Partial<Record<FaultName, number>>>
}

/**
 * The seed of one cell of a comparison. It names all that distinguishes cells, so that no cell
 * depends on which others are searched, in which order, or by how many workers.
 */
export function cellSeed(seed: string, strategy: string, faults: string, settings: object): string {
  const entries = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return `${seed}/${strategy}/${faults}/${entries.sort().join(',')}`
}

/** A search made ready: what each of its ranges, and then the shrinking, works with. */
export interface PreparedSearch {
  readonly request: RandomSearch
  readonly subject: Subject
  readonly ranges: SwarmRanges
  readonly seed: number
}

/** Makes a search ready; costs the runs of a probe. */
export function prepareSearch(request: RandomSearch): PreparedSearch {
  const { strategy, scenario, runner, deadline } = request
  const subject = createSubject(strategy, scenario, runner, deadline)
  const ranges = swarmRanges(scenario, probeOnce(runner, strategy, scenario))
  return { request, subject, ranges, seed: seedOf(request.seed) }
}

/** Explores one range of the schedules; what the deadline leaves out is not in the result. */
export function exploreRange(prepared: PreparedSearch, range: ScheduleRange): RangeResult {
  const { request, subject, ranges } = prepared
  const { properties, sometimes } = request
  const all = [...sometimes, ...ranges.faults.map(faultHappened)]
  const results: RangeResult[] = []
  for (const { seed, skip, first, schedules } of seededRanges(prepared.seed, range)) {
    const numbered = { ...subject, runner: numberedRunner(request, first, schedules) }
    const found = explore(numbered, ranges, seed, schedules, properties, all, skip)
    results.push(rangeResult(found, first))
    if (!found.complete) break
  }
  return mergeRanges(results)
}

/** Tells which schedule it runs; after the last one others are run that have no number. */
function numberedRunner(
  { runner, onSchedule }: RandomSearch,
  first: number,
  schedules: number,
): Runner {
  if (onSchedule === undefined) return runner
  let count = 0
  return (...args) => {
    onSchedule(count < schedules ? first + count : null)
    count++
    const outcome = runner(...args)
    onSchedule(null)
    return outcome
  }
}

/** Shrinks what the ranges found together, none of them missing. */
export function concludeSearch(
  prepared: PreparedSearch,
  results: readonly RangeResult[],
): RandomResult {
  const { request, subject, ranges, seed } = prepared
  const exploration = mergeExplorations(request.properties, results)
  const { seen } = exploration
  return {
    exploration,
    findings: explained(subject, ranges, seed, () =>
      shrinkAll(request, subject, ranges, seed, exploration),
    ),
    seen: Object.fromEntries(request.sometimes.map(({ name }) => [name, seen[name] ?? 0])),
    fired: Object.fromEntries(ranges.faults.map((fault) => [fault, seen[happened(fault)] ?? 0])),
  }
}

/** Searches; the same request gives the same result, unless the deadline cuts it short. */
export function searchRandom(request: RandomSearch): RandomResult {
  const prepared = prepareSearch(request)
  return concludeSearch(prepared, [
    exploreRange(prepared, { first: 0, schedules: request.schedules }),
  ])
}

/** Shrinks for one property after the other; each may turn out to have helped those before it. */
function shrinkAll(
  { properties, claimed, asFound = false, known = [], hurry = () => false }: RandomSearch,
  subject: Subject,
  ranges: SwarmRanges,
  seed: number,
  { findings }: Exploration,
): readonly PropertyFinding[] {
  const trials = new Trials(subject, properties)
  if (!hurry()) for (const schedule of known) trials.playKnown(schedule)
  const ofKnown = properties.map((_, i) => trials.best(i))
  const isTold = ofKnown.map((best) => best !== undefined && isCalmEnough(best))
  const requestOf = ({ property }: Finding, i: number): ShrinkRequest => {
    const isClaimed = claimed?.includes(property.name) ?? false
    const covered =
      asFound ||
      isCoveredByHalves(findings, trials, i) ||
      (!isClaimed && isCovered(subject, trials, i))
    const effort = covered ? noEffort : effortFor(subject, isClaimed)
    return { trials, ranges, seed, property: i, effort, hurry }
  }
  const drawn = findings.map((finding, i) => {
    const schedules = finding.starts.map(({ schedule }) => schedule)
    const isClaimed = claimed?.includes(finding.property.name) ?? false
    if (schedules.length === 0 || (isTold[i] && !isClaimed)) return null
    return shrink(requestOf(finding, i), schedules)
  })
  // What is left: known schedules broke it, or edits of those that broke others.
  const shrunk = findings.map((finding, i) => {
    const isOpen = drawn[i] === null && trials.best(i) !== undefined
    return isOpen ? shrinkKnown(requestOf(finding, i)) : drawn[i]
  })
  const played = createPlayed(subject, properties)
  return findings.map(({ property, violations, notApplicable }, i) => {
    const [result, best] = [shrunk[i], trials.best(i)]
    const from = ofKnown[i] === undefined ? 'shrinking' : 'known-schedules'
    const found = result && best ? foundCounterexample(played(best), i, result, from) : null
    const stopped = result?.stopped ?? false
    return { property, violations, notApplicable, counterexample: found, stopped }
  })
}

function effortFor({ strategy }: Subject, isClaimed: boolean): Effort {
  if ('service' in strategy) return isClaimed ? claimedServiceEffort : unclaimedServiceEffort
  return isClaimed ? claimedEffort : unclaimedEffort
}

/** Exactly once is the two others together: their stories, already shrunk, are its stories. */
function isCoveredByHalves(findings: readonly Finding[], trials: Trials, index: number): boolean {
  if (findings[index]?.property.name !== 'exactly-once' || !trials.best(index)) return false
  return findings.slice(0, index).some(({ property, starts }) => {
    return halves.includes(property.name) && starts.length > 0
  })
}

/** A single fault that broke another property, too, says enough of what a service never claimed. */
function isCovered({ strategy }: Subject, trials: Trials, index: number): boolean {
  const best = trials.best(index)
  return 'service' in strategy && best !== undefined && isLoneFault(best.recording)
}

/** What exactly once consists of. It is claimed together with both. */
const halves: readonly PropertyName[] = ['at-least-once', 'at-most-once']
