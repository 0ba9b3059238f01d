/** What is saved in the external store, with the end of the transaction that it belongs to. */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { type Line, stretched } from './line.ts'
import { partitionName } from './place.ts'
import { nextConcerning, type Reader, report } from './reader.ts'

/** `saves orders-0 → 3 in its store   in transaction 0, committed`. */
export function combineStoreSaved(reader: Reader, index: number): readonly Line[] {
  const saved = reader.events[index] as EventOf<'store-saved'>
  const { member: who, transaction, offset } = saved
  const next = nextConcerning(reader, index + 1, saved)
  const after: HistoryEvent | undefined = reader.events[next]
  const committed = after?.kind === 'transaction-committed' && after.transaction === transaction
  if (committed) report(reader, next)
  const end = committed ? ', committed' : ''
  const sentenceFor = (offsets: readonly number[], count: number) => {
    const inside = transaction === null ? '' : `in transaction ${transaction}${end}`
    const note = count === 1 ? inside : `the last of ${count}${end}`
    return {
      who,
      text: `saves ${partitionName(saved)} → ${Math.max(...offsets)} in its store`,
      note,
    }
  }
  const kind = transaction === null ? '' : `transaction${end}`
  const key = `${who} saves ${partitionName(saved)} ${kind}`
  return [stretched({ key, of: 'next', offsets: [offset], count: 1, sentenceFor })]
}
