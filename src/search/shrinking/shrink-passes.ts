/**
 * The edits that the shrinker tries on a list of entries.
 *
 * Each edit makes the list calmer: shorter, else with smaller entries, else with the same entries
 * earlier. So shrinking ends, and what no edit can improve is a local minimum. Edits work on
 * *blocks*: a choice other than 0, and where it is a fault also the details that belong to it,
 * which mean nothing apart.
 */
import type { FaultName } from '../../model/faults/all.ts'
import { delayEntry, faultEntry } from '../schedules/recording.ts'

/** A list of entries as it was played, and where its blocks are. */
export interface Played {
  readonly entries: readonly number[]
  readonly blocks: readonly Block[]
}

/** Entries `start` to `end` (exclusive): a choice with its details, at least one of them not 0. */
export interface Block {
  readonly start: number
  readonly end: number
}

/** Yields edited lists; those that change nothing are dropped by the caller. */
export type Pass = (played: Played, faults: readonly FaultName[]) => Generator<number[]>

/**
 * In the order in which they are tried. The first few take something away that went wrong; while
 * they find anything, the others, which only tidy up, are not worth a run.
 */
export const passes: readonly Pass[] = [
  calmOrder,
  dropTail,
  calmBlocks,
  removeBlocks,
  removeZeros,
  lowerEntries,
  moveEarlier,
  removeSomeZeros,
]
/** How many of the passes take something away. */
export const takingPasses = 4

/** Finds the blocks; `details` are the positions of faults' details, ascending. */
export function findBlocks(entries: readonly number[], details: readonly number[]): Played {
  const blocks: Block[] = []
  let next = 0
  for (let start = 0; start < entries.length; ) {
    let end = start + 1
    while (next < details.length && (details[next] ?? 0) < end) next++
    while (details[next] === end) {
      end++
      next++
    }
    end = Math.min(end, entries.length)
    if (entries.slice(start, end).some((entry) => entry !== 0)) blocks.push({ start, end })
    start = end
  }
  return { entries, blocks }
}

/** Everything but the faults as usual: actions in their due order. */
function* calmOrder({ entries, blocks }: Played): Generator<number[]> {
  const calm = entries.slice()
  for (const { start } of blocks) if ((entries[start] ?? 0) > 0) calm[start] = 0
  yield calm
}

/** Nothing after the first block, the first half of them, three quarters, ..., all but one. */
function* dropTail({ entries, blocks }: Played): Generator<number[]> {
  for (const dropped of halvings(blocks.length)) {
    yield entries.slice(0, blocks[blocks.length - dropped - 1]?.end ?? 0)
  }
}

/** A 0 in place of blocks: of half of them, of a quarter, ..., of each alone. */
function* calmBlocks({ entries, blocks }: Played): Generator<number[]> {
  for (const size of halvings(blocks.length)) {
    for (let first = 0; first < blocks.length; first += size) {
      yield edited(entries, blocks.slice(first, first + size), [0])
    }
  }
}

/** Fewer zeros before a block: none, half as many, ..., one less. They are all alike. */
function* removeZeros({ entries, blocks }: Played): Generator<number[]> {
  for (let i = blocks.length - 1; i >= 0; i--) {
    const end = blocks[i]?.start ?? 0
    const zeros = end - (blocks[i - 1]?.end ?? 0)
    for (const size of halvings(zeros)) {
      yield [...entries.slice(0, end - size), ...entries.slice(end)]
    }
  }
}

/** Without a block and without its step. */
function* removeBlocks({ entries, blocks }: Played): Generator<number[]> {
  for (const block of blocks) yield edited(entries, [block], [])
}

/** A smaller detail or action, or a fault that comes earlier in the list of faults. */
function* lowerEntries(
  { entries, blocks }: Played,
  faults: readonly FaultName[],
): Generator<number[]> {
  for (const { start, end } of blocks) {
    for (let at = start; at < end; at++) {
      for (const lower of lowerThan(entries[at] ?? 0, faults)) yield entries.with(at, lower)
    }
  }
}

/** A block changes places with zeros before it: with all of them, with half, ..., with one. */
function* moveEarlier({ entries, blocks }: Played): Generator<number[]> {
  for (let i = 0; i < blocks.length - 1; i++) {
    const { start, end } = blocks[i] ?? { start: 0, end: 0 }
    for (const size of halvings(start - (blocks[i - 1]?.end ?? 0))) {
      const moved = entries.slice()
      moved.copyWithin(start - size, start, end)
      moved.fill(0, end - size, end)
      yield moved
    }
  }
}

/**
 * Fewer zeros before a block, by every number up to a few rounds. A world goes in rounds (poll,
 * process, commit), and an edit that shifts a fault must often shift it by whole rounds.
 */
function* removeSomeZeros({ entries, blocks }: Played): Generator<number[]> {
  for (let i = blocks.length - 1; i >= 0; i--) {
    const end = blocks[i]?.start ?? 0
    const zeros = end - (blocks[i - 1]?.end ?? 0)
    for (let size = Math.min(zeros, fewRounds); size > 0; size--) {
      yield [...entries.slice(0, end - size), ...entries.slice(end)]
    }
  }
}

function lowerThan(entry: number, faults: readonly FaultName[]): readonly number[] {
  if (entry >= 0)
    return [...new Set([0, 1, entry >> 1, entry - 1])].filter((n) => n < entry && n >= 0)
  if (entry === delayEntry) return []
  return faults
    .map(faultEntry)
    .filter((other) => other > entry)
    .sort((a, b) => b - a)
}

/** Steps; a round of two members takes about twenty. */
const fewRounds = 64

/** n, n/2, n/4, ..., 1; nothing for 0. */
function* halvings(n: number): Generator<number> {
  for (let size = n; size > 0; size >>= 1) yield size
}

/** The list with each of the blocks, which are ascending, replaced. */
function edited(
  entries: readonly number[],
  blocks: readonly Block[],
  replacement: readonly number[],
): number[] {
  const result: number[] = []
  let from = 0
  for (const { start, end } of blocks) {
    result.push(...entries.slice(from, start), ...replacement)
    from = end
  }
  result.push(...entries.slice(from))
  return result
}
