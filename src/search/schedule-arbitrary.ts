/**
 * Schedules as fast-check generates and shrinks them.
 *
 * fast-check's shrinking takes the first smaller value that still fails and asks again. A cursor in
 * the context lets the next round go on where the last one succeeded instead of trying the same
 * useless edits again; it wraps around, so a schedule at which shrinking stops has failed every
 * edit of every pass.
 */
import fc from 'fast-check'
import type { FaultName } from '../model/faults.ts'
import { entriesOf, type Schedule } from './schedule.ts'
import { findBlocks, type Pass, passes } from './shrink-passes.ts'

/** What one shrinking may try at most, and has tried. */
export interface ShrinkBudget {
  readonly candidatesMax: number
  candidates: number
}

interface Cursor {
  readonly pass: number
  readonly edit: number
}

const start: Cursor = { pass: 0, edit: 0 }

/** Generates seeds; shrinks to explicit entries. One object shrinks one schedule. */
export class ScheduleArbitrary extends fc.Arbitrary<Schedule> {
  readonly #faults: readonly FaultName[]
  readonly #budget: ShrinkBudget
  readonly #tried = new Set<string>()

  /** `faults`: the kinds that a fault may be lowered to. */
  constructor(faults: readonly FaultName[], budget: ShrinkBudget) {
    super()
    this.#faults = faults
    this.#budget = budget
  }

  generate(random: fc.Random): fc.Value<Schedule> {
    const schedule: Schedule = { seed: random.nextInt(), entries: null, recording: null }
    return new fc.Value(schedule, undefined)
  }

  canShrinkWithoutContext(_value: unknown): _value is Schedule {
    return false
  }

  shrink(schedule: Schedule, context: unknown): fc.Stream<fc.Value<Schedule>> {
    const { recording, entries } = schedule
    if (recording === null) return fc.Stream.nil()
    // The same run, played from its entries: only such a run tells which choices are details.
    if (entries === null) return fc.Stream.of(explicit(entriesOf(recording), start))
    return fc.stream(this.#edits(schedule, (context as Cursor | undefined) ?? start))
  }

  *#edits(schedule: Schedule, from: Cursor): Generator<fc.Value<Schedule>> {
    const recording = schedule.recording
    if (recording === null) return
    const played = findBlocks(entriesOf(recording), recording.details)
    this.#tried.add(played.entries.join())
    for (let turn = 0; turn <= passes.length; turn++) {
      const pass = (from.pass + turn) % passes.length
      const first = turn === 0 ? from.edit : 0
      const end = turn === passes.length ? from.edit : Number.POSITIVE_INFINITY
      for (const [edit, entries] of numbered(passes[pass] as Pass, played, this.#faults)) {
        if (edit >= end) break
        if (edit < first || !this.#isNew(entries)) continue
        if (this.#budget.candidates >= this.#budget.candidatesMax) return
        this.#budget.candidates++
        yield explicit(entries, { pass, edit })
      }
    }
  }

  #isNew(entries: number[]): boolean {
    entries.length = entries.findLastIndex((entry) => entry !== 0) + 1
    const key = entries.join()
    if (this.#tried.has(key)) return false
    this.#tried.add(key)
    return true
  }
}

function explicit(entries: readonly number[], cursor: Cursor): fc.Value<Schedule> {
  const schedule: Schedule = { seed: 0, entries, recording: null }
  return new fc.Value(schedule, cursor)
}

function* numbered(pass: Pass, ...args: Parameters<Pass>): Generator<[number, number[]]> {
  let edit = 0
  for (const entries of pass(...args)) yield [edit++, entries]
}
