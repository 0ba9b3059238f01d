/** Copies of records in other places: the first one is noted, a second one is looked at. */
import { bitsOf, setBits } from '../state/record-bits.ts'
import { DONE, HANDED_ON, type Output, type RecordEntry } from './partition-records.ts'

/** Looks at a second copy of a record in a place that has one. */
export type LookAtCopy = (
  entry: RecordEntry,
  offset: number,
  first: Output,
  member: string,
  index: number,
) => void

/** Notes a copy that counts with the event of that number; who asks hears of a second one. */
export function countCopy(
  copied: readonly LookAtCopy[],
  entry: RecordEntry,
  offset: number,
  copy: Output,
  index: number,
): void {
  const { outputs } = entry.data
  const known = (bitsOf(entry, offset) & HANDED_ON) === 0 ? [] : (outputs[offset] ?? [])
  setBits(entry, offset, DONE | HANDED_ON)
  const first = known.find(({ place }) => place === copy.place)
  if (first === undefined) outputs[offset] = [...known, copy]
  else for (let i = 0; i < copied.length; i++) copied[i]?.(entry, offset, first, copy.by, index)
}
