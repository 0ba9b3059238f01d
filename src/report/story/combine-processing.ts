/** Records processed in a row, in one line: `processes orders-0@0..2`. */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { type Line, plain, stretched } from './line.ts'
import { recordsName } from './place.ts'
import { nextConcerning, othersBetween, type Reader, report, samePlace } from './reader.ts'
import { type Sentence, sentence } from './sentence.ts'

type Started = EventOf<'processing-started'>
type StepKind = 'effect' | 'processing-done' | 'processing-started' | 'processing-failed'

/** The numbers of a record's events. */
interface Whole {
  readonly started: number
  readonly effect: number
  readonly done: number
}

function isStep(
  event: HistoryEvent | undefined,
  kind: StepKind,
  first: Started,
  offset: number,
): boolean {
  return (
    event?.kind === kind &&
    event.member === first.member &&
    samePlace(event, first) &&
    event.offset === offset
  )
}

/** A record that was processed to the end with nothing of interest between. */
function wholeRecord(reader: Reader, from: number, first: Started, offset: number): Whole | null {
  const step = (at: number, kind: StepKind): boolean =>
    isStep(reader.events[at], kind, first, offset)
  const started = nextConcerning(reader, from, first)
  if (!step(started, 'processing-started')) return null
  const effect = nextConcerning(reader, started + 1, first)
  if (!step(effect, 'effect')) return null
  const done = nextConcerning(reader, effect + 1, first)
  // The effect may be where the story ends.
  if (done < 0) return { started, effect, done: effect }
  return step(done, 'processing-done') ? { started, effect, done } : null
}

function againNote(first: Started, offsets: readonly number[], reader: Reader): string {
  const seen = offsets.filter((offset) => reader.effects.has(recordsName(first, [offset])))
  for (const offset of offsets) reader.effects.add(recordsName(first, [offset]))
  if (seen.length === 0) return ''
  return seen.length === offsets.length ? 'again' : `${recordsName(first, seen)} again`
}

function transactionNote(transaction: number | null, count: number): string {
  if (transaction === null) return ''
  return count === 1 ? `in transaction ${transaction}` : 'in transactions'
}

function processedLine(
  reader: Reader,
  first: Started,
  offsets: readonly number[],
  transaction: number | null,
): Line {
  const again = againNote(first, offsets, reader)
  const sentenceFor = (all: readonly number[], count: number) => {
    const notes = [again, transactionNote(transaction, count)]
    const note = notes.filter((one) => one !== '').join(', ')
    return { who: first.member, text: `processes ${recordsName(first, all)}`, note }
  }
  const inside = transaction === null ? '' : 'transaction'
  const key = `${first.member} processes ${recordsName(first, [])} ${again} ${inside}`
  return stretched({ key, of: 'records', offsets, count: 1, sentenceFor })
}

/** Records in a row, else how far this one came. */
export function combineProcessing(reader: Reader, index: number): readonly Line[] {
  const first = reader.events[index] as Started
  const offsets: number[] = []
  let transaction: number | null = null
  let at = index
  for (let offset = first.offset; ; offset += 1) {
    const whole = wholeRecord(reader, at, first, offset)
    if (whole === null) break
    const { started, effect, done } = whole
    const one = (reader.events[effect] as EventOf<'effect'>).transaction
    const busy = othersBetween(reader, at === index ? started : at - 1, effect, first)
    if (offsets.length > 0 && (busy || one !== transaction)) break
    transaction = one
    offsets.push(offset)
    for (const step of [started, effect, done]) report(reader, step, busy ? effect : reader.at)
    at = done + 1
    if (busy) {
      // Among the work of others it is the effect whose place in the order matters.
      reader.reported[effect] = false
      reader.pending.set(effect, () => processedLine(reader, first, offsets, one))
      return []
    }
  }
  if (offsets.length > 0) return [processedLine(reader, first, offsets, transaction)]
  return begunLines(reader, index, first)
}

/** `starts orders-0@0`, or `fails at orders-0@0` alone. */
function begunLines(reader: Reader, index: number, first: Started): readonly Line[] {
  const next = nextConcerning(reader, index + 1, first)
  const after = reader.events[next]
  if (after === undefined || !isStep(after, 'processing-failed', first, first.offset)) {
    return stepLine(first)
  }
  report(reader, next)
  return [plain(sentence(after))]
}

/**
 * A step that stands alone, because others came between it and the record's next one, as where
 * handlers run side by side: `finishes orders-0@0..8`.
 */
export function stepLine(
  step: EventOf<'processing-started' | 'effect' | 'processing-done'>,
): readonly Line[] {
  const name = recordsName(step, [])
  const { text, ...rest } = sentence(step)
  const sentenceFor = (offsets: readonly number[]): Sentence => ({
    ...rest,
    text: text.slice(0, text.lastIndexOf(name)) + recordsName(step, offsets),
  })
  const key = `${step.member} ${step.kind} ${name} ${rest.note}`
  return [stretched({ key, of: 'records', offsets: [step.offset], count: 1, sentenceFor })]
}
