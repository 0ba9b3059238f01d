/** Poll, process, commit, and the same again: reported once, for all the records. */
import { type Line, type Stretch, stretched } from './line.ts'

/** Longer cycles than these are not routine. */
const cycleMax = 10

type Stretches = readonly (Stretch | null | undefined)[]

/**
 * Whether the lines are one round of work: what is committed is just past what was reported. The
 * same lines from another start (commit, poll, process) would merge into a lie.
 */
function isRound(stretches: Stretches): boolean {
  let next = -1
  for (const stretch of stretches) {
    if (stretch == null) return false
    const reached = Math.max(...stretch.offsets) + (stretch.of === 'records' ? 1 : 0)
    if (next >= 0 && reached !== next) return false
    next = reached
  }
  return true
}

/** Whether the second round does to the following records what the first did. */
function goesOn(one: Stretches, other: Stretches): boolean {
  if (!isRound(other) || one.length !== other.length) return false
  return one.every((stretch, step) => {
    const next = other[step]
    if (stretch == null || next == null || stretch.key !== next.key) return false
    return Math.min(...next.offsets) > Math.max(...stretch.offsets)
  })
}

interface Cycle {
  readonly length: number
  readonly count: number
}

/** The cycle that covers the most lines from here; a count of 1 where nothing repeats. */
function cycleAt(lines: readonly Line[], at: number): Cycle {
  let best: Cycle = { length: 1, count: 1 }
  const round = (length: number, count: number): Stretches =>
    lines.slice(at + count * length, at + (count + 1) * length).map(({ stretch }) => stretch)
  for (let length = 1; length <= cycleMax; length += 1) {
    if (!isRound(round(length, 0))) continue
    let count = 1
    while (goesOn(round(length, count - 1), round(length, count))) count += 1
    if (count > 1 && length * count > best.length * best.count) best = { length, count }
  }
  return best
}

function merged(lines: readonly Line[], at: number, { length, count }: Cycle): Line | undefined {
  const first = lines[at]
  if (first?.stretch == null || count === 1) return first
  const offsets: number[] = []
  const from: number[] = []
  let stretches = 0
  for (let round = 0; round < count; round += 1) {
    const { stretch, from: origin } = lines[at + round * length] ?? first
    from.push(...origin)
    offsets.push(...(stretch?.offsets ?? []))
    stretches += stretch?.count ?? 0
  }
  return stretched({ ...first.stretch, offsets, count: stretches }, from)
}

function mergeOnce(lines: readonly Line[]): readonly Line[] {
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

/** The lines with their cycles merged: first those within a batch, then the batches. */
export function mergeCycles(lines: readonly Line[]): readonly Line[] {
  const once = mergeOnce(lines)
  return once.length === lines.length ? once : mergeCycles(once)
}
