/** Repeats: records whose processing took effect more than once, or was handed on so. */
import { sharedState } from '../frame/shared-state.ts'
import type { Witness } from '../frame/witness.ts'
import { labels } from '../state/lists.ts'
import type { RecordEntry } from './partition-records.ts'
import { recordState } from './record-state.ts'

/** The second effect of a record. */
export interface Repeat {
  readonly entry: RecordEntry
  readonly offset: number
  readonly first: string
  readonly second: string
  /** The topic that has two copies; null: it took effect itself. */
  readonly output: string | null
  readonly at: number
}

/** The repeats so far: nothing makes one undone. */
export const repeats = sharedState({
  shares: { records: recordState },
  state: { found: labels<Repeat>() },
  on: ({ own: { found }, records }) => {
    records.second.push((entry, offset, second, at) => {
      const first = entry.data.effectBy[offset] ?? second
      found.push({ entry, offset, first, second, output: null, at })
    })
    records.copied.push((entry, offset, { topic: output, by: first }, second, at) => {
      const isSaid = found.some((one) => {
        return one.entry === entry && one.offset === offset && one.output === output
      })
      if (!isSaid) found.push({ entry, offset, first, second, output, at })
    })
    return {}
  },
})

const NONE: readonly Witness[] = []

/** What is said of them. */
export function witnessesOfRepeats(found: readonly Repeat[]): readonly Witness[] {
  return found.length === 0 ? NONE : joined(found)
}

/** Neighbours that the same two members repeated are one witness. */
function joined(found: readonly Repeat[]): Witness[] {
  const witnesses: Witness[] = []
  const sorted = [...found].sort((a, b) => byPartition(a, b) || a.offset - b.offset)
  let run: Repeat[] = []
  for (const repeat of sorted) {
    const last = run.at(-1)
    if (last !== undefined && !belongTogether(last, repeat)) {
      witnesses.push(witness(run, last))
      run = []
    }
    run.push(repeat)
  }
  const last = run.at(-1)
  if (last !== undefined) witnesses.push(witness(run, last))
  return witnesses
}

function byPartition(a: Repeat, b: Repeat): number {
  if (a.entry.topic !== b.entry.topic) return a.entry.topic < b.entry.topic ? -1 : 1
  return a.entry.partition - b.entry.partition
}

function belongTogether(low: Repeat, high: Repeat): boolean {
  if (low.entry !== high.entry || low.offset + 1 < high.offset) return false
  if (low.output !== high.output) return false
  return low.first === high.first && low.second === high.second
}

function witness(run: readonly Repeat[], last: Repeat): Witness {
  const { topic, partition } = last.entry
  const by = last.first === last.second ? `by ${last.first} both times` : byBoth(last)
  const offsets = run.map(({ offset }) => offset)
  const at = Math.max(...run.map((repeat) => repeat.at))
  const what = last.output === null ? 'took effect twice' : `is twice in ${last.output}`
  return { topic, partition, offsets, text: `${what}: ${by}`, at }
}

function byBoth({ first, second }: Repeat): string {
  return `by ${first}, then by ${second}`
}
