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
}

/** A line that never merges. */
export function plain(telling: Sentence): Line {
  return { ...telling, stretch: null }
}

/** A line that may. */
export function stretched(stretch: Stretch): Line {
  return { ...stretch.sentenceFor(stretch.offsets, stretch.count), stretch }
}
