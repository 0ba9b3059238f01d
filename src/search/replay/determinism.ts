/**
 * The same choices must give the same history: on this rest replay, shrinking, and every number
 * reported. So every mode plays a sample of its runs again and compares the two.
 */
import { AssertionBug } from '../../model/assert.ts'
import type { HistoryEvent } from '../../model/history.ts'
import { StrategyFailure } from '../../model/instance/ops.ts'

/** Where two histories of the same choices part. */
export interface Difference {
  /** The 0-based number of the first event that differs. */
  readonly at: number
  readonly first: readonly HistoryEvent[]
  readonly second: readonly HistoryEvent[]
}

/** Two runs of the same choices differed. Its message says where, and what came just before. */
export class Nondeterminism extends AssertionBug {
  /** Null where what was counted differs, and no event that was recorded does. */
  readonly difference: Difference | null
  constructor(message: string, difference: Difference | null) {
    super(message)
    this.difference = difference
  }
}

/**
 * A program that is given the same again, and does something else: it remembers something outside
 * of itself. Its owner has to fix it.
 */
export class UnrepeatableProgram extends StrategyFailure {}

/** The first difference; null: there is none. */
export function differenceOf(
  first: readonly HistoryEvent[],
  second: readonly HistoryEvent[],
): Difference | null {
  const length = Math.max(first.length, second.length)
  for (let at = 0; at < length; at++) {
    if (textOf(first[at]) !== textOf(second[at])) return { at, first, second }
  }
  return null
}

/** How many events are shown before the first difference, and from it on. */
const shownBefore = 3
const shownAfter = 2

/** Both histories around the first difference, an event a line; what they share stands once. */
export function differenceText(about: string, { at, first, second }: Difference): string {
  const line = (sign: string, events: readonly HistoryEvent[], from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => {
      return `  ${sign} ${from + i}: ${textOf(events[from + i]) ?? 'the history has ended'}`
    })
  const from = Math.max(0, at - shownBefore)
  const to = at + shownAfter
  return [
    `${about}: the same choices gave two histories, which part at event ${at}`,
    ...line(' ', first, from, at),
    ...line('1', first, at, Math.min(to, Math.max(at + 1, first.length))),
    ...line('2', second, at, Math.min(to, Math.max(at + 1, second.length))),
  ].join('\n')
}

function textOf(event: HistoryEvent | undefined): string | undefined {
  return event === undefined ? undefined : JSON.stringify(event)
}

/** Throws {@link Nondeterminism} unless the histories are the same; `about` names the run. */
export function requireSameHistory(
  about: string,
  first: readonly HistoryEvent[],
  second: readonly HistoryEvent[],
): void {
  const difference = differenceOf(first, second)
  if (difference === null) return
  throw new Nondeterminism(differenceText(about, difference), difference)
}

/**
 * Plays the choices twice, or once more if it is known what they gave before, and throws
 * {@link Nondeterminism} unless that was the same. Any mode that can play choices can ask for it.
 */
export function verifyDeterminism(
  about: string,
  run: (choices: readonly number[]) => readonly HistoryEvent[],
  choices: readonly number[],
  before: readonly HistoryEvent[] = run(choices),
): void {
  requireSameHistory(about, before, run(choices))
}
