/**
 * Whether simulated runs of a cell can come to an outcome.
 *
 * The search is directed: a run is struck only while it stands where the real one stood, with the
 * same effects, commits requested and commits acknowledged. Which of these steps it is, what takes
 * longer before and after, and what of the sent is lost is left to chance.
 */
import seedrandom from 'seedrandom'
import type { HistoryEvent } from '../../src/model/history.ts'
import { keyOf, type Outcome, Tally } from './outcome.ts'
import { production } from './production.ts'
import { type Cell, type SimulatedRun, type Strikes, simulate } from './simulated.ts'
import { seenOf } from './story.ts'

/** What a search came to. */
export interface Found {
  /** The run that came to the outcome; null: none did. */
  readonly run: SimulatedRun | null
  /** How many runs were made for it, and how many of them stood where the real one stood. */
  readonly runs: number
  readonly struck: number
  /** To what else those came, the most frequent first, with their numbers. */
  readonly others: readonly (readonly [string, number])[]
}

/** Fewer runs that stood where the real one stood say nothing of what these can come to. */
const struckMin = 200
const longest = 20

/** At each step where it could, a run is struck at one of these rates. */
const strikeRates = [1, 1 / 2, 1 / 4, 1 / 8] as const

/** What is known of one cell. */
export class Reachable {
  readonly #cell: Cell
  readonly #known = new Map<string, SimulatedRun>()
  #number = 0

  constructor(cell: Cell) {
    this.#cell = cell
  }

  /** How many outcomes are known. */
  get size(): number {
    return this.#known.size
  }

  /**
   * Looks for the outcome in what is known, then in as many more runs; in up to {@link longest}
   * times as many where hardly any of them gets to where the real one stood.
   */
  find(outcome: Outcome, runsMax: number): Found {
    const key = keyOf(outcome)
    const others = new Map<string, number>()
    let struck = 0
    for (let runs = 0; ; runs++) {
      const run = this.#known.get(key) ?? null
      const isEnough = runs >= runsMax && (struck >= struckMin || runs >= longest * runsMax)
      if (run !== null || isEnough) {
        const sorted = [...others].sort(([, a], [, b]) => b - a)
        return { run, runs, struck, others: sorted }
      }
      const next = this.#run(outcome.before)
      if (next.outcome.before !== outcome.before || next.outcome.end === 'never') continue
      struck++
      const nextKey = keyOf(next.outcome)
      others.set(nextKey, (others.get(nextKey) ?? 0) + 1)
    }
  }

  #run(before: string): SimulatedRun {
    const run = simulate(this.#cell, this.#number, strikesAt(before, this.#number))
    this.#number++
    if (run.outcome.end !== 'never') this.#known.set(keyOf(run.outcome), run)
    return run
  }
}

/** Strikes at one of the steps at which a run stands there. */
function strikesAt(before: string, number: number): Strikes {
  const draw = seedrandom.alea(`strike ${number}`)
  const rate = strikeRates[Math.floor(draw() * strikeRates.length)] ?? 1
  const tally = new Tally(production.perPartition)
  let taken = 0
  return (events: readonly HistoryEvent[]) => {
    for (; taken < events.length; taken++) {
      const event = events[taken]
      const seen = event === undefined ? null : seenOf(event)
      if (seen !== null) tally.take(seen)
    }
    return tally.before === before && draw() < rate
  }
}
