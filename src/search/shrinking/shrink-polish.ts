/**
 * The edits that end the shrinking of a story with several upsets, when all others have failed.
 *
 * They are many, and each takes several things in hand at once: two blocks go together, or a block
 * goes to another place and is answered otherwise there. What an action's number means depends on
 * the place, so a reordering that is moved alone is rarely the same one.
 */
import { entriesOf, type Recording } from '../schedules/recording.ts'
import { type Block, findBlocks } from './shrink-passes.ts'

/** Yields edited lists. Not each is calmer: whether its story is shows when it is played. */
export function* polishingEdits(recording: Recording): Generator<number[]> {
  const entries = entriesOf(recording)
  const { blocks } = findBlocks(entries, recording.details)
  yield* withoutPairs(entries, blocks)
  yield* slides(entries, blocks, recording)
}

/** More blocks make more pairs than shrinking has runs. */
const pairedMax = 16

/** Without two blocks, and with 0 in their place. */
function* withoutPairs(entries: readonly number[], blocks: readonly Block[]): Generator<number[]> {
  if (blocks.length > pairedMax) return
  for (let j = 1; j < blocks.length; j++) {
    for (let i = 0; i < j; i++) {
      const [one, other] = [blocks[i], blocks[j]]
      if (one === undefined || other === undefined) continue
      const [before, between, after] = [
        entries.slice(0, one.start),
        entries.slice(one.end, other.start),
        entries.slice(other.end),
      ]
      yield [...before, 0, ...between, 0, ...after]
      yield [...before, ...between, ...after]
    }
  }
}

/** A block in each place between the one before it and its own; all that follows stays. */
function* slides(
  entries: readonly number[],
  blocks: readonly Block[],
  recording: Recording,
): Generator<number[]> {
  for (let i = 0; i < blocks.length; i++) {
    const { start, end } = blocks[i] ?? { start: 0, end: 0 }
    const values = valuesOf(recording, start, entries[start] ?? 0)
    for (let place = blocks[i - 1]?.end ?? 0; place <= start; place++) {
      const slid = entries.slice()
      slid.fill(0, place, end)
      for (let at = start + 1; at < end; at++) slid[place + at - start] = entries[at] ?? 0
      for (const value of values) yield slid.with(place, value)
    }
  }
}

/** A fault stays what it is; any other action might have been taken instead. */
function valuesOf({ positions, bounds }: Recording, at: number, value: number): readonly number[] {
  if (value <= 0) return [value]
  const options = bounds[positions.indexOf(at)] ?? 0
  return Array.from({ length: options - 1 }, (_, i) => i + 1)
}
