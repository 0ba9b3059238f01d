/** Records processed in a row, in one line: `processes orders-0@0..2`. */
import type { EventOf, HistoryEvent } from '../model/history.ts'
import { type Line, plain, stretched } from './line.ts'
import { recordsName } from './place.ts'
import { isStep, nextConcerning, type Reader } from './reader.ts'
import { inTransaction, sentence } from './sentence.ts'

type Started = EventOf<'processing-started'>
type Effect = EventOf<'effect'>

/** The events of one record that was processed to the end with nothing of interest between. */
function wholeRecord(
  reader: Reader,
  from: number,
  first: Started,
  offset: number,
): readonly [started: number, effect: number, done: number] | null {
  const started = nextConcerning(reader, from, first)
  if (!isStep(reader.events[started], 'processing-started', first, offset)) return null
  const effect = nextConcerning(reader, started + 1, first)
  if (!isStep(reader.events[effect], 'effect', first, offset)) return null
  const done = nextConcerning(reader, effect + 1, first)
  // The effect may be where the story ends.
  if (done < 0) return [started, effect, effect]
  return isStep(reader.events[done], 'processing-done', first, offset)
    ? [started, effect, done]
    : null
}

function notesOf(first: Started, offsets: readonly number[], reader: Reader): string {
  const seen = offsets.filter((offset) => reader.effects.has(recordsName(first, [offset])))
  if (seen.length === 0) return ''
  return seen.length === offsets.length ? 'again' : `${recordsName(first, seen)} again`
}

/** Records in a row, else how far this one came. */
export function foldProcessing(reader: Reader, index: number): readonly Line[] {
  const first = reader.events[index] as Started
  const offsets: number[] = []
  const transactions = new Set<number | null>()
  let at = index
  for (let offset = first.offset; ; offset += 1) {
    const steps = wholeRecord(reader, at, first, offset)
    if (steps === null) break
    const [started, effect, done] = steps
    const { transaction } = reader.events[effect] as Effect
    if (offsets.length > 0 && !transactions.has(transaction)) break
    offsets.push(offset)
    transactions.add(transaction)
    for (const step of [started, effect, done]) reader.told[step] = true
    at = done + 1
  }
  if (offsets.length === 0) return foldBegun(reader, index, first)
  const again = notesOf(first, offsets, reader)
  for (const offset of offsets) reader.effects.add(recordsName(first, [offset]))
  const inside = [...transactions].map(inTransaction).join('')
  const note = [again, inside].filter((part) => part !== '').join(', ')
  const tell = (all: readonly number[]) => ({
    who: first.member,
    text: `processes ${recordsName(first, all)}`,
    note,
  })
  const key = `processes ${first.member} ${recordsName(first, [])} ${note.replace(/\d+/g, 'n')}`
  return [stretched({ key, offsets, tell })]
}

/** `starts orders-0@0`, `fails at orders-0@0`, `starts orders-0@0 and records its effect`. */
function foldBegun(reader: Reader, index: number, first: Started): readonly Line[] {
  const next = nextConcerning(reader, index + 1, first)
  const after = reader.events[next]
  if (isStep(after, 'processing-failed', first, first.offset)) {
    reader.told[next] = true
    return [plain(sentence(after as HistoryEvent))]
  }
  if (!isStep(after, 'effect', first, first.offset)) return [plain(sentence(first))]
  reader.told[next] = true
  const again = notesOf(first, [first.offset], reader)
  reader.effects.add(recordsName(first, [first.offset]))
  const note = [again, inTransaction((after as Effect).transaction)].filter((one) => one !== '')
  return [
    plain({
      who: first.member,
      text: `starts ${recordsName(first, [first.offset])}, its effect is there`,
      note: note.join(', '),
    }),
  ]
}
