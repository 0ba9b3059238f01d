/** Hand-written histories: a line per event, and what a property says of them. */
import type { HistoryEvent } from '../../src/model/history.ts'
import type { Witness } from '../../src/properties/frame/witness.ts'
import { createJudge, type RunResults } from '../../src/properties/judge.ts'
import type { Property } from '../../src/properties/property.ts'
import type { Sometimes } from '../../src/properties/sometimes-property.ts'
import type { Tally } from '../../src/properties/tally.ts'
import {
  aborted,
  acknowledged,
  applied,
  assigned,
  begun,
  committed,
  crash,
  died,
  ended,
  givenUp,
  type Line,
  polled,
  position,
  processes,
  processesIn,
  produced,
  refused,
  requested,
  saved,
  truncatedTo,
  unknown,
} from './events.ts'

export * from './events.ts'

/** Plays the lines to a judge, after an unrelated run: a judge is reused, and must forget. */
export function results(
  properties: readonly Property[],
  sometimes: readonly Sometimes[],
  lines: readonly Line[],
  reprocessingMax: number | null = null,
): RunResults {
  const judge = createJudge(properties, { reprocessingMax }, sometimes)
  for (const event of unrelated) judge.emit(event)
  judge.results()
  judge.reset()
  for (const event of lines.flat()) judge.emit(event)
  return judge.results()
}

/** The witnesses of one property. */
export function witnesses(property: Property, ...lines: Line[]): readonly Witness[] {
  return results([property], [], lines).judgements[0]?.witnesses ?? []
}

/** The tally of a run. */
export function tallyOf(...lines: Line[]): Tally {
  return results([], [], lines).tally
}

/** Whether a `sometimes` property was seen. */
export function seen(sometimes: Sometimes, ...lines: Line[]): boolean {
  return results([], [sometimes], lines).seen.length === 1
}

/** A run in which everything happens to every property that there is. */
export const unrelated: readonly HistoryEvent[] = [
  produced(0, 1, 2, 3, 4),
  assigned('B'),
  position('B', 2, 'latest'),
  polled('B', 2, 3, 4),
  processes('B', 4, 2, 2),
  begun('B', 1),
  processesIn(1, 'B', 3),
  saved('B', 4, 1),
  committed('B', 1),
  begun('B', 2),
  processesIn(2, 'B', 3),
  aborted('B', 2),
  requested('B', 9, 1),
  refused('B', 9, 1),
  unknown('B', 9, 1),
  applied('B', 9, null, 1),
  applied('B', 1, 9, 2),
  acknowledged('B', 1, 2),
  truncatedTo(3),
  produced(3),
  crash('B'),
  assigned('A'),
  processes('B', 1),
  died('B', 'KafkaException'),
  givenUp('B'),
  ended(false),
].flat()
