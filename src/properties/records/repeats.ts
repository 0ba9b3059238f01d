/** Repeats: records whose processing took effect more than once. */
import { type Kept, kept, keptList } from '../kept.ts'
import type { Handlers, Witness } from '../property.ts'
import type { RecordPlace } from './partition-records.ts'
import type { Ledger } from './record-state.ts'

interface Repeat {
  readonly place: RecordPlace
  readonly offset: number
  readonly first: string
  readonly second: string
  readonly at: number
}

/** What a monitor needs of repeats; `on` goes after the ledger. */
export interface Repeats {
  readonly on: Handlers
  reset(): void
  witnesses(): readonly Witness[]
  readonly kept: Kept
  /** Whether anything took effect twice: nothing makes that undone. */
  broken(): boolean
}

const NONE: readonly Witness[] = []

/** Follows a run for second effects of the same record. */
export function createRepeats(ledger: Ledger): Repeats {
  const found: Repeat[] = []
  const look = (index: number) => {
    for (let i = 0; i < ledger.counting; i++) {
      const counted = ledger.counted[i]
      if (counted === undefined || counted.times !== 2) continue
      const { place, offset, member: second } = counted
      const first = place.data.effectBy[offset] ?? second
      found.push({ place, offset, first, second, at: index })
    }
  }
  return {
    on: {
      effect: (_, index) => look(index),
      'transaction-committed': (_, index) => look(index),
    },
    reset: () => {
      if (found.length > 0) found.length = 0
    },
    witnesses: () => (found.length === 0 ? NONE : tell(found)),
    kept: kept(keptList(found)),
    broken: () => found.length > 0,
  }
}

/** Neighbours that the same two members repeated are one witness. */
function tell(found: readonly Repeat[]): Witness[] {
  const witnesses: Witness[] = []
  const sorted = [...found].sort((a, b) => orderOfPlace(a, b) || a.offset - b.offset)
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

function orderOfPlace(a: Repeat, b: Repeat): number {
  if (a.place.topic !== b.place.topic) return a.place.topic < b.place.topic ? -1 : 1
  return a.place.partition - b.place.partition
}

function belongTogether(low: Repeat, high: Repeat): boolean {
  if (low.place !== high.place || low.offset + 1 < high.offset) return false
  return low.first === high.first && low.second === high.second
}

function witness(run: readonly Repeat[], last: Repeat): Witness {
  const { topic, partition } = last.place
  const by = last.first === last.second ? `by ${last.first} both times` : byBoth(last)
  const offsets = run.map(({ offset }) => offset)
  const at = Math.max(...run.map((repeat) => repeat.at))
  return { topic, partition, offsets, text: `took effect twice: ${by}`, at }
}

function byBoth({ first, second }: Repeat): string {
  return `by ${first}, then by ${second}`
}
