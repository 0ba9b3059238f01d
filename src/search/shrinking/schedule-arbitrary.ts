/**
 * Schedules as fast-check generates and shrinks them.
 *
 * fast-check's shrinking takes the first value that still fails, which here means: that breaks the
 * property with a calmer story, and asks again. First comes the calmest story that is known
 * already, then edits. A cursor in the context lets the next round of edits go on where the last
 * one succeeded instead of trying the same useless ones again; it wraps around, so a schedule at
 * which shrinking stops has failed every edit of every pass.
 */
import fc from 'fast-check'
import type { FaultName } from '../../model/faults/all.ts'
import { entriesOf } from '../schedules/recording.ts'
import { loneFaults, scoutLoneFaults } from './lone-faults.ts'
import { findBlocks, type Pass, passes, takingPasses } from './shrink-passes.ts'
import { polishingEdits } from './shrink-polish.ts'
import { isCalmer, isLoneFault, type Trial } from './trial.ts'
import type { Trials } from './trials.ts'

/**
 * What stands for one run. A generated schedule is a seed, a shrunk one a list of entries; `trial`
 * is what playing it showed.
 */
export interface Schedule {
  readonly seed: number
  /** Null: drawn from the seed. */
  readonly entries: readonly number[] | null
  trial: Trial | null
}

/**
 * `fc.check` over schedules, except that an exception is not a failed property: a bug of ours or a
 * strategy that cannot be run ends the check and is thrown on.
 */
export function checkSchedules(
  arbitrary: fc.Arbitrary<Schedule>,
  parameters: fc.Parameters<[Schedule]>,
  predicate: (schedule: Schedule) => boolean,
): fc.RunDetails<[Schedule]> {
  let thrown: { readonly error: unknown } | null = null
  const guarded = (schedule: Schedule): boolean => {
    try {
      return predicate(schedule)
    } catch (error) {
      if (!fc.PreconditionFailure.isFailure(error)) thrown = { error }
      throw new fc.PreconditionFailure(true)
    }
  }
  const details = fc.check(fc.property(arbitrary, guarded), parameters)
  if (thrown !== null) throw (thrown as { readonly error: unknown }).error
  return details
}

/** What the shrinking of one property works with. */
export interface Shrinking {
  readonly trials: Trials
  /** The number of the property among those of the trials. */
  readonly property: number
  /** The kinds that a fault may be lowered to. */
  readonly faults: readonly FaultName[]
  /**
   * Which stories with a single fault are tried. `none`: nor is the calmest story known, for a
   * descent that jumped to it would end where another one did.
   */
  readonly lone: 'all' | 'likely' | 'none'
  /** Whether the edits that are many are tried after all others. */
  readonly polish: boolean
  /** The entries to start from; null: those of the schedule that is drawn. */
  readonly from: readonly number[] | null
  /** Asked before anything new is tried; true ends the shrinking. */
  readonly isExhausted: () => boolean
}

interface Cursor {
  readonly pass: number
  readonly edit: number
}

const start: Cursor = { pass: 0, edit: 0 }
const never = Number.POSITIVE_INFINITY

/** Generates seeds; shrinks to explicit entries, if it is given what to shrink for. */
export class ScheduleArbitrary extends fc.Arbitrary<Schedule> {
  readonly #shrinking: Shrinking | null

  constructor(shrinking: Shrinking | null = null) {
    super()
    this.#shrinking = shrinking
  }

  generate(random: fc.Random): fc.Value<Schedule> {
    const entries = this.#shrinking?.from ?? null
    return new fc.Value({ seed: random.nextInt(), entries, trial: null }, undefined)
  }

  canShrinkWithoutContext(_value: unknown): _value is Schedule {
    return false
  }

  shrink({ trial }: Schedule, context: unknown): fc.Stream<fc.Value<Schedule>> {
    if (trial === null || this.#shrinking === null) return fc.Stream.nil()
    return fc.stream(calmer(this.#shrinking, trial, (context as Cursor | undefined) ?? start))
  }
}

function* calmer(shrinking: Shrinking, trial: Trial, from: Cursor): Edits {
  const { trials, property, lone, polish } = shrinking
  if (lone === 'none') return yield* edits(shrinking, trial, from)
  const best = trials.best(property)
  if (best !== undefined && isCalmer(best, trial, property)) {
    yield explicit(entriesOf(best.recording), start)
  }
  let isOver = false
  function* attempt(entries: number[]): Edits {
    if (!isOver) isOver = yield* attempted(shrinking, trial, entries, start)
  }
  const isLone = isLoneFault(trial.recording)
  if (!isLone) {
    yield* scoutLoneFaults(trials, attempt)
    if (!isOver) yield* edits(shrinking, trial, from)
  }
  if (isOver) return
  yield* loneFaults(trials, trial, property, lone === 'all', attempt)
  if (!polish || isLone) return
  for (const entries of polishingEdits(trial.recording)) {
    yield* attempt(entries)
    if (isOver) return
  }
}

type Edits = Generator<fc.Value<Schedule>>

function* edits(shrinking: Shrinking, trial: Trial, from: Cursor): Edits {
  let isOver = false
  const played = findBlocks(entriesOf(trial.recording), trial.recording.details)
  const taking = from.pass < takingPasses
  const [first, end] = taking ? [0, takingPasses] : [takingPasses, passes.length]
  // The rest of the cursor's group, then the part of it before the cursor, then the other group.
  for (let pass = from.pass; pass < end; pass++) {
    yield* pieces(pass, pass === from.pass ? from.edit : 0, never)
  }
  for (let pass = first; pass <= from.pass; pass++) {
    yield* pieces(pass, 0, pass === from.pass ? from.edit : never)
  }
  const [others, othersEnd] = taking ? [takingPasses, passes.length] : [0, takingPasses]
  for (let pass = others; pass < othersEnd; pass++) yield* pieces(pass, 0, never)

  function* pieces(pass: number, firstEdit: number, endEdit: number): Edits {
    let edit = -1
    if (isOver) return
    for (const entries of (passes[pass] as Pass)(played, shrinking.faults)) {
      if (++edit >= endEdit) return
      if (edit < firstEdit) continue
      isOver = yield* attempted(shrinking, trial, entries, { pass, edit })
      if (isOver) return
    }
  }
}

/**
 * Tries entries, unless it is known that they are no calmer story than the trial. Returns whether
 * that ends it: the effort is exhausted, and what is known holds nothing calmer that could still
 * come.
 */
function* attempted(
  { trials, property, isExhausted }: Shrinking,
  trial: Trial,
  entries: number[],
  cursor: Cursor,
): Generator<fc.Value<Schedule>, boolean> {
  const known = trials.known(entries)
  if (known === undefined && isExhausted()) return !trials.knowsCalmer(trial, property)
  if (known !== undefined && !isCalmer(known, trial, property)) return false
  yield explicit(entries, cursor)
  return false
}

function explicit(entries: readonly number[], cursor: Cursor): fc.Value<Schedule> {
  return new fc.Value({ seed: 0, entries, trial: null }, cursor)
}
