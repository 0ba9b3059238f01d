/** A line of a story, and what lets it merge with a later line of the same kind. */
import type { Sentence } from './sentence.ts'

/** The part of a line that repeats: `polls orders-0@0..2`, then `polls orders-0@3..5`. */
export interface Stretch {
  /** Equal for lines that differ in their offsets only. */
  readonly key: string
  /** Records reported; or the next offset to read, as a commit says it. */
  readonly of: 'records' | 'next'
  readonly offsets: readonly number[]
  /** How many lines this one stands for. */
  readonly count: number
  /** The line for the offsets of that many lines. */
  sentenceFor(offsets: readonly number[], count: number): Sentence
}

/** A line before it is laid out. */
export interface Line extends Sentence {
  readonly stretch: Stretch | null
  /** The numbers of the events at which this line was made, and the lines that it stands for. */
  readonly from: readonly number[]
}

/** A line that never merges. */
export function plain(telling: Sentence, from: readonly number[] = []): Line {
  return { ...telling, stretch: null, from }
}

/** A line that may. */
export function stretched(stretch: Stretch, from: readonly number[] = []): Line {
  return { ...stretch.sentenceFor(stretch.offsets, stretch.count), stretch, from }
}

/** What lines came from, together. */
export function fromAll(lines: readonly Line[]): readonly number[] {
  return lines.flatMap(({ from }) => from)
}
