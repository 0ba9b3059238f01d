/**
 * Swarm testing: each run draws its own weights before it starts.
 *
 * One mix for all runs would test the same average again and again: a fault that undoes another
 * one would always be there to undo it. Leaving kinds of fault out of a run, and being wild with
 * others, reaches more behaviours at the same cost (Groce et al., "Swarm Testing", ISSTA 2012).
 */
import type { FaultName } from '../../model/faults/all.ts'
import { clearList } from '../../model/lists.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Probed, ProbedAll } from './probe.ts'
import type { Draw } from './streams.ts'

/** What may be drawn for the runs of one scenario. */
export interface SwarmRanges {
  readonly faults: readonly FaultName[]
  /** The most faults of each kind, in the order of `faults`. */
  readonly budgets: readonly number[]
  readonly faultsMax: number
  readonly delaysMax: number
  /** In how many steps the members begin to join; 0: no delay is planned just there. */
  readonly forming: number
  /** Over how many steps the moments of faults are spread. */
  readonly steps: number
  /** In how many steps each landmark comes (`run/landmarks.ts`), by its bit. */
  readonly landmarks: readonly number[]
  /** The same two of runs with fewer records. */
  readonly fewer: readonly Probed[]
}

/** One run's planned faults, by ascending moment (a number of steps). Reused. */
export interface FaultPlan {
  readonly moments: number[]
  readonly faults: FaultName[]
  /** Those that come at a landmark. */
  readonly waiting: AtLandmark[]
}

/** Something that comes when a landmark has come so often, and so many steps later. */
export interface AtLandmark {
  readonly bit: number
  left: number
  readonly later: number
  /** Null: a delay. */
  readonly fault: FaultName | null
}

/** Rates at which another action than the one that is due first is taken. */
export const orderRates = [0, 1 / 64, 1 / 16, 1 / 4, 1 / 2] as const
/** Rates at which the world's own choices (such as how a record is placed) are not 0. */
export const worldRates = [0, 1 / 16, 1 / 4] as const
/** How many runs have no fault at all although they could: the order alone must be tried, too. */
const calmRate = 1 / 16
const wildRate = 1 / 4
/** Above this many kinds each is switched off in half of the runs, else in a quarter. */
const fewKinds = 3

/** The ranges of a scenario; what it is like comes from `probe`. */
export function swarmRanges(
  scenario: Scenario,
  { steps, landmarks, forming = 0, fewer = [] }: ProbedAll,
): SwarmRanges {
  const faults: FaultName[] = []
  const budgets: number[] = []
  for (const [fault, budget] of Object.entries(scenario.budgets) as [FaultName, number][]) {
    if (budget === 0) continue
    faults.push(fault)
    budgets.push(budget)
  }
  const { faultsMax, delaysMax = 0 } = scenario
  const lengths = { steps: Math.max(1, steps), landmarks, forming, fewer }
  return { faults, budgets, faultsMax, delaysMax, ...lengths }
}

/** The ranges of runs with so many records: 0 of all, others as in `fewer`. */
export function rangesOf(ranges: SwarmRanges, size: number): SwarmRanges {
  const fewer = size === 0 ? undefined : ranges.fewer[size - 1]
  return fewer === undefined ? ranges : { ...ranges, ...fewer }
}

/** How many runs produce all records. */
const wholeRate = 2 / 5

/** Draws with how many records the run is: 0 for all, others as in `fewer`. */
export function drawSize({ fewer }: SwarmRanges, draw: Draw): number {
  if (fewer.length === 0 || draw() < wholeRate) return 0
  return 1 + Math.floor(draw() * fewer.length)
}

/** Draws the faults of one run into `plan`. */
export function drawFaults(ranges: SwarmRanges, draw: Draw, plan: FaultPlan): void {
  clearList(plan.moments)
  clearList(plan.faults)
  clearList(plan.waiting)
  if (ranges.faults.length === 0 || ranges.faultsMax === 0 || draw() < calmRate) return
  const wild = draw() < wildRate ? Math.floor(draw() * ranges.faults.length) : -1
  const burst = Math.floor(draw() * ranges.steps)
  const count = wild >= 0 ? ranges.faultsMax : 1 + Math.floor(draw() * ranges.faultsMax)
  const on = drawKinds(ranges, draw, wild)
  for (let i = 0; i < count; i++) {
    const kind = drawKind(ranges, draw, on)
    const fault = ranges.faults[kind]
    if (fault === undefined || used(plan, fault) >= (ranges.budgets[kind] ?? 0)) continue
    if (kind === wild) insertFault(plan, burst + i, fault)
    else if (ranges.delaysMax > 0 && draw() < landmarkRate)
      waitForLandmark(ranges, draw, plan, fault)
    else insertFault(plan, Math.floor(draw() * ranges.steps), fault)
  }
}

/** How many of the faults, and of the delays, come at a landmark, up to so many steps later. */
const landmarkRate = 1 / 2
const landmarkDelayRate = 1 / 3
const laterMax = 8
/** How many runs have no delay although they could. */
const undelayedRate = 1 / 5
/** So near to a fault, in steps, half of the delays begin. */
const nearMax = 30
/** How many of the runs with delays begin one while the group forms. */
const formingRate = 1 / 2

/** Draws when the delays of one run begin, ascending, into `moments`. `plan` is of its faults. */
export function drawDelays(
  ranges: SwarmRanges,
  draw: Draw,
  plan: FaultPlan,
  moments: number[],
): void {
  const { delaysMax, forming, steps } = ranges
  const { moments: ofFaults } = plan
  clearList(moments)
  if (delaysMax === 0 || draw() < undelayedRate) return
  const count = 1 + Math.floor(draw() * delaysMax)
  if (forming > 0 && draw() < formingRate) moments.push(Math.floor(draw() * forming))
  for (let i = moments.length; i < count; i++) {
    if (draw() < landmarkDelayRate) {
      waitForLandmark(ranges, draw, plan, null)
      continue
    }
    const isNear = draw() < 1 / 2 && ofFaults.length > 0
    const anywhere = Math.floor(draw() * steps)
    const near = ofFaults[anywhere % Math.max(1, ofFaults.length)] ?? 0
    const shifted = near + Math.floor((2 * draw() - 1) * nearMax)
    moments.push(isNear ? Math.max(0, shifted) : anywhere)
  }
  moments.sort((a, b) => a - b)
}

/** Which kinds are on in this run, as bits; at least one. The wild kind is never off. */
function drawKinds(ranges: SwarmRanges, draw: Draw, wild: number): number {
  const kinds = ranges.faults.length
  if (kinds === 1) return 1
  const offRate = kinds > fewKinds ? 1 / 2 : 1 / 4
  let on = wild >= 0 ? 1 << wild : 0
  for (let kind = 0; kind < kinds; kind++) if (draw() >= offRate) on |= 1 << kind
  return on === 0 ? 1 << Math.floor(draw() * kinds) : on
}

function drawKind(ranges: SwarmRanges, draw: Draw, on: number): number {
  const kinds = ranges.faults.length
  let kind = Math.floor(draw() * kinds)
  while ((on & (1 << kind)) === 0) kind = Math.floor(draw() * kinds)
  return kind
}

/** Plans something at one of the landmarks of a calm run. */
function waitForLandmark(
  { landmarks, steps }: SwarmRanges,
  draw: Draw,
  plan: FaultPlan,
  fault: FaultName | null,
): void {
  let kind = Math.floor(draw() * landmarks.length)
  for (let i = 0; i < landmarks.length && landmarks[kind] === 0; i++) {
    kind = (kind + 1) % landmarks.length
  }
  const count = landmarks[kind] ?? 0
  const left = 1 + Math.floor(draw() * count)
  const later = draw() < 1 / 2 ? 0 : Math.floor(draw() * laterMax)
  if (count > 0) plan.waiting.push({ bit: 1 << kind, left, later, fault })
  else if (fault !== null) insertFault(plan, Math.floor(draw() * steps), fault)
}

function used(plan: FaultPlan, fault: FaultName): number {
  let count = 0
  for (const { fault: other } of plan.waiting) if (other === fault) count++
  for (let i = 0; i < plan.faults.length; i++) if (plan.faults[i] === fault) count++
  return count
}

/** Puts a fault in its place among those that are planned. */
export function insertFault(plan: FaultPlan, moment: number, fault: FaultName): void {
  let at = plan.moments.length
  while (at > 0 && (plan.moments[at - 1] ?? 0) > moment) {
    plan.moments[at] = plan.moments[at - 1] ?? 0
    plan.faults[at] = plan.faults[at - 1] ?? fault
    at--
  }
  plan.moments[at] = moment
  plan.faults[at] = fault
}

/** What each run draws, in a few lines, to be printed before the search. */
export function describeSwarm(ranges: SwarmRanges): readonly string[] {
  const order = `order: another action than the due one at a rate of ${rates(orderRates)}`
  const world = `world: anything but the usual at a rate of ${rates(worldRates)}`
  const delays = ranges.delaysMax === 0 ? [] : delayLines(ranges)
  if (ranges.faults.length === 0 || ranges.faultsMax === 0) {
    return ['faults: none', ...delays, order, world]
  }
  const kinds = ranges.faults.map((fault, i) => `${fault} ≤${ranges.budgets[i]}`).join(', ')
  const off = ranges.faults.length > fewKinds ? '1 in 2' : '1 in 4'
  const alone = ranges.faults.length === 1
  return [
    `faults: 0..${ranges.faultsMax} in ${ranges.steps} steps (none in 1 run of 16): ${kinds}`,
    `swarm: one kind wild (several at once) in 1 run of 4${alone ? '' : `, each off in ${off}`}`,
    ...delays,
    order,
    world,
  ]
}

function delayLines({ delaysMax, forming }: SwarmRanges): readonly string[] {
  return [
    `delays: 1..${delaysMax} in 4 runs of 5: one message, timer or process is slow for a while`,
    ...(forming > 0 ? ['forming: half of those runs begin one while the group forms'] : []),
    'events: half of the faults come at one, such as a commit that is sent or applied',
    'records: all of them in 2 runs of 5, else half, a quarter and so on, at least 3',
  ]
}

function rates(list: readonly number[]): string {
  return list.map((rate) => (rate === 0 ? '0' : `1/${1 / rate}`)).join(', ')
}
