/**
 * Draws the choices of a run from a seed.
 *
 * Faults, order and details come from streams of their own, so that a run which asks one more
 * detail does not thereby get all its faults elsewhere. A calm step costs a few comparisons and a
 * decrement: the distance to the next reordering is drawn once, not a number at each step.
 */
import type { Choices, Question } from '../../model/choices.ts'
import { removeAt } from '../../model/lists.ts'
import {
  clearRecording,
  createRecording,
  delayEntry,
  faultEntry,
  type Recording,
} from './recording.ts'
import { type Draw, geometric, never, stream } from './streams.ts'
import {
  type AtLandmark,
  drawDelays,
  drawFaults,
  drawSize,
  type FaultPlan,
  insertFault,
  orderRates,
  rangesOf,
  type SwarmRanges,
  worldRates,
} from './swarm.ts'

/** How often the newest message is what is slow, and how often it alone. */
const likelyRate = 1 / 2

/** One object serves all runs of a search: `reset` starts the next one. */
export class RandomChoices implements Choices {
  readonly recording: Recording = createRecording()
  /** By with how many records a run is. */
  readonly #ranges: readonly [SwarmRanges, ...SwarmRanges[]]
  #size = 0
  readonly #plan: FaultPlan = { moments: [], faults: [], waiting: [] }
  #seed = 0
  #step = 0
  #nextFault = never
  readonly #delays: number[] = []
  #delay = 0
  #nextDelay = never
  /** Landmarks that something waits for, as bits; the step at which they were looked at last. */
  #awaited = 0
  #lookedAt = -1
  #order: Draw | null = null
  #orderRate = 0
  #orderGap = never
  #details: Draw | null = null
  #worldRate = 0
  #worldGap = never

  constructor(ranges: SwarmRanges, seed = 0) {
    this.#ranges = [ranges, ...ranges.fewer.map((_, i) => rangesOf(ranges, 1 + i))]
    this.reset(seed)
  }

  /** Whether all records of the scenario are produced in this run. */
  get isWhole(): boolean {
    return this.#size === 0
  }

  /** Starts the run of that seed. */
  reset(seed: number): void {
    clearRecording(this.recording)
    const draw = stream(seed, 0)
    const [all] = this.#ranges
    this.#size = drawSize(all, draw)
    const ranges = this.#ranges[this.#size] ?? all
    this.#seed = seed
    this.#step = 0
    this.#order = null
    this.#details = null
    this.#orderRate = orderRates[Math.floor(draw() * orderRates.length)] ?? 0
    this.#worldRate = worldRates[Math.floor(draw() * worldRates.length)] ?? 0
    this.#worldGap = geometric(draw, this.#worldRate)
    drawFaults(ranges, draw, this.#plan)
    this.#nextFault = this.#plan.moments[0] ?? never
    drawDelays(ranges, draw, this.#plan, this.#delays)
    this.#delay = 0
    this.#nextDelay = this.#delays[0] ?? never
    this.#lookedAt = -1
    this.#awaited = 0
    for (const { bit } of this.#plan.waiting) this.#awaited |= bit
    this.#orderGap = this.#orderRate === 0 ? never : geometric(this.#orderDraw(), this.#orderRate)
  }

  takesDefault(what: Question): boolean {
    if ((what.happened & this.#awaited) !== 0) this.#passLandmarks(what.happened)
    if (this.#orderGap <= 1) return false
    if (this.#step >= this.#nextFault && this.#injects(what)) return false
    if (this.#step >= this.#nextDelay && what.delays > 0) return false
    this.recording.count++
    this.#step++
    this.#orderGap--
    return true
  }

  choose(bound: number, what: Question): number {
    const position = this.recording.count++
    if (what.about !== 'step') return bound < 2 ? 0 : this.#detail(position, bound, what)
    if ((what.happened & this.#awaited) !== 0) this.#passLandmarks(what.happened)
    if (this.#step++ >= this.#nextFault && what.faults.length > 0) {
      const choice = this.#inject(position, what)
      if (choice > 0) return choice
    }
    if (this.#step > this.#nextDelay && what.delays > 0) {
      this.#nextDelay = this.#delays[++this.#delay] ?? never
      return this.#record(position, what.ordinary + what.faults.length, delayEntry)
    }
    if (this.#orderGap > 1) {
      this.#orderGap--
      return 0
    }
    // A reordering that falls where there is nothing to reorder waits for the next step.
    if (what.ordinary < 2) return 0
    const draw = this.#orderDraw()
    this.#orderGap = geometric(draw, this.#orderRate)
    return this.#record(position, 1 + Math.floor(draw() * (what.ordinary - 1)))
  }

  /** Plans what has waited for the landmarks that came before this step. */
  #passLandmarks(happened: number): void {
    if (this.#lookedAt === this.#step) return
    this.#lookedAt = this.#step
    const { waiting } = this.#plan
    for (let i = waiting.length - 1; i >= 0; i--) {
      const one = waiting[i] as AtLandmark
      if ((one.bit & happened) === 0 || --one.left > 0) continue
      removeAt(waiting, i)
      if (one.fault === null) this.#planDelay(this.#step + one.later)
      else {
        insertFault(this.#plan, this.#step + one.later, one.fault)
        this.#nextFault = this.#plan.moments[0] ?? never
      }
    }
    this.#awaited = 0
    for (const { bit } of waiting) this.#awaited |= bit
  }

  #planDelay(moment: number): void {
    let at = this.#delays.push(moment) - 1
    for (; at > this.#delay && (this.#delays[at - 1] ?? 0) > moment; at--) {
      this.#delays[at] = this.#delays[at - 1] ?? 0
    }
    this.#delays[at] = moment
    this.#nextDelay = this.#delays[this.#delay] ?? never
  }

  /** Injects the first planned fault that is due and possible; others wait for a later step. */
  #inject(position: number, what: Question): number {
    const { moments, faults } = this.#plan
    for (let i = 0; i < moments.length && (moments[i] ?? never) < this.#step; i++) {
      const fault = faults[i]
      if (fault === undefined) continue
      const option = what.faults.indexOf(fault)
      if (option < 0 || !what.possible(fault)) continue
      moments.splice(i, 1)
      faults.splice(i, 1)
      this.#nextFault = moments[0] ?? never
      return this.#record(position, what.ordinary + option, faultEntry(fault))
    }
    return 0
  }

  /** Whether a planned fault is injected now. */
  #injects(what: Question): boolean {
    const { moments, faults } = this.#plan
    for (let i = 0; i < moments.length && (moments[i] ?? never) <= this.#step; i++) {
      const fault = faults[i]
      if (fault !== undefined && what.faults.includes(fault) && what.possible(fault)) return true
    }
    return false
  }

  #detail(position: number, bound: number, what: Question): number {
    if (what.about === 'world') return this.#world(position, bound, what.ordinary)
    const draw = this.#detailDraw()
    const isFirst = what.about === 'delay-target' || what.about === 'delay-scope'
    const choice = isFirst && draw() < likelyRate ? 0 : Math.floor(draw() * bound)
    return choice === 0 ? 0 : this.#record(position, choice)
  }

  #world(position: number, bound: number, ordinary: number): number {
    const options = ordinary > 0 ? ordinary : bound
    let choice = 0
    if (--this.#worldGap <= 0) {
      const draw = this.#detailDraw()
      this.#worldGap = geometric(draw, this.#worldRate)
      choice = 1 + Math.floor(draw() * (options - 1))
    }
    if (bound > options) choice += options * this.#size
    return choice === 0 ? 0 : this.#record(position, choice)
  }

  #record(position: number, choice: number, entry = choice): number {
    this.recording.positions.push(position)
    this.recording.choices.push(choice)
    this.recording.entries.push(entry)
    return choice
  }

  #orderDraw(): Draw {
    this.#order ??= stream(this.#seed, 1)
    return this.#order
  }

  #detailDraw(): Draw {
    this.#details ??= stream(this.#seed, 2)
    return this.#details
  }
}
