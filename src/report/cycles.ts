/** Poll, process, commit, and the same again: told once, for all the records. */
import { type Line, type Stretch, stretched } from './line.ts'

/** Longer cycles than these are not routine. */
const cycleMax = 5

function last(stretch: Stretch): number {
  return Math.max(...stretch.offsets)
}

/** Whether the lines at `next` do to the following records what those at `at` did. */
function goesOn(lines: readonly Line[], at: number, next: number, length: number): boolean {
  for (let step = 0; step < length; step += 1) {
    const [one, other] = [lines[at + step]?.stretch, lines[next + step]?.stretch]
    if (one == null || other == null || one.key !== other.key) return false
    if (Math.min(...other.offsets) <= last(one)) return false
  }
  return true
}

interface Cycle {
  readonly length: number
  readonly count: number
}

/** The cycle that covers the most lines from here; a count of 1 where nothing repeats. */
function cycleAt(lines: readonly Line[], at: number): Cycle {
  let best: Cycle = { length: 1, count: 1 }
  for (let length = 1; length <= cycleMax; length += 1) {
    let count = 1
    while (goesOn(lines, at + (count - 1) * length, at + count * length, length)) count += 1
    if (count > 1 && length * count > best.length * best.count) best = { length, count }
  }
  return best
}

function merged(lines: readonly Line[], at: number, { length, count }: Cycle): Line | undefined {
  const first = lines[at]
  if (first?.stretch == null || count === 1) return first
  const offsets: number[] = []
  for (let round = 0; round < count; round += 1) {
    offsets.push(...(lines[at + round * length]?.stretch?.offsets ?? []))
  }
  const { key, tell } = first.stretch
  const all = tell(offsets, count)
  // Merged lines are not merged again: their number would be lost.
  return { ...stretched({ key, offsets, tell }), ...all, stretch: null }
}

/** The lines with their cycles merged. */
export function mergeCycles(lines: readonly Line[]): readonly Line[] {
  const result: Line[] = []
  for (let at = 0; at < lines.length; ) {
    const cycle = cycleAt(lines, at)
    for (let step = 0; step < cycle.length; step += 1) {
      const line = merged(lines, at + step, cycle)
      if (line !== undefined) result.push(line)
    }
    at += cycle.length * cycle.count
  }
  return result
}
