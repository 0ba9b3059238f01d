/** Events that belong together, told in one line: a commit and its answer, a batch processed. */
import type { EventOf, HistoryEvent } from '../model/history.ts'
import { recordsName } from './place.ts'
import { commitVerb, generationNote, positionNote, sentence, type Telling } from './sentence.ts'

/** Reads the events once; folders may take events further on, which are then not told again. */
interface Reader {
  readonly events: readonly HistoryEvent[]
  readonly told: boolean[]
}

type CommitEvent = Extract<HistoryEvent, { readonly commit: number }>

function sameRecord(
  event: HistoryEvent | undefined,
  kind: 'effect' | 'processing-done' | 'processing-started',
  first: EventOf<'processing-started'>,
  offset: number,
): boolean {
  return (
    event?.kind === kind &&
    event.member === first.member &&
    event.topic === first.topic &&
    event.partition === first.partition &&
    event.offset === offset
  )
}

/** `processes orders-0@0..2`: started, effect and done in a row, for ascending records in a row. */
function foldProcessing(reader: Reader, index: number): Telling | null {
  const first = reader.events[index] as EventOf<'processing-started'>
  const offsets: number[] = []
  const transactions = new Set<number | null>()
  let at = index
  for (let offset = first.offset; ; offset += 1) {
    const effect = reader.events[at + 1]
    const whole =
      sameRecord(reader.events[at], 'processing-started', first, offset) &&
      sameRecord(effect, 'effect', first, offset) &&
      sameRecord(reader.events[at + 2], 'processing-done', first, offset)
    if (!whole) break
    offsets.push(offset)
    transactions.add((effect as EventOf<'effect'>).transaction)
    at += 3
  }
  if (offsets.length === 0) return null
  reader.told.fill(true, index, at)
  const named = [...transactions].filter((transaction) => transaction !== null)
  return {
    who: first.member,
    text: `processes ${recordsName(first, offsets)}`,
    note: named.length === 0 ? '' : `in transaction ${named.join(', ')}`,
  }
}

function commitNote(events: readonly CommitEvent[]): string {
  const notes = events.map((event) => {
    if (event.kind === 'commit-applied') return `applied, ${generationNote(event)}`
    if (event.kind === 'commit-refused') return `refused: ${event.error}`
    if (event.kind === 'commit-unknown') return `answer not learnt: ${event.error}`
    return ''
  })
  const known = notes.filter((note) => note !== '')
  return known.length === 0 ? 'requested' : known.join('; ')
}

/** `commits orders-0 → 3   applied, generation 1`: the answer follows with nothing in between. */
function foldCommit(reader: Reader, index: number): Telling {
  const request = reader.events[index] as EventOf<'commit-requested'>
  const answers: CommitEvent[] = []
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (!('commit' in event) || event.commit !== request.commit) break
    if (event.topic !== request.topic || event.partition !== request.partition) continue
    answers.push(event)
    reader.told[at] = true
  }
  return { who: request.member, text: commitVerb(request), note: commitNote(answers) }
}

/** `is assigned orders-0   from committed offset 3, generation 2`. */
function foldAssignment(reader: Reader, index: number): Telling {
  const assigned = reader.events[index] as EventOf<'assigned'>
  const plain = sentence(assigned)
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    const arriving = event.kind === 'assigned' || event.kind === 'position'
    if (!arriving || event.member !== assigned.member) break
    if (event.kind === 'assigned' || event.partition !== assigned.partition) continue
    reader.told[at] = true
    return { ...plain, note: `${positionNote(event)}, ${plain.note}` }
  }
  return plain
}

/** `orders-0@3..5 are produced`: records of one partition that nothing came between. */
function foldProduced(reader: Reader, index: number): Telling {
  const first = reader.events[index] as EventOf<'produced'>
  const offsets = [first.offset]
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (event.kind !== 'produced') break
    if (event.partition !== first.partition || event.aborted !== first.aborted) continue
    offsets.push(event.offset)
    reader.told[at] = true
  }
  if (offsets.length === 1) return sentence(first)
  const text = `${recordsName(first, offsets)} are produced`
  return { who: '', text, note: first.aborted ? 'then aborted' : '' }
}

/** The events as lines, in order. */
export function tellEvents(events: readonly HistoryEvent[]): readonly Telling[] {
  const reader: Reader = { events, told: events.map(() => false) }
  const lines: Telling[] = []
  for (let index = 0; index < events.length; index += 1) {
    if (reader.told[index]) continue
    const event = events[index] as HistoryEvent
    lines.push(tellFrom(reader, event, index))
  }
  return lines
}

function tellFrom(reader: Reader, event: HistoryEvent, index: number): Telling {
  switch (event.kind) {
    case 'processing-started':
      return foldProcessing(reader, index) ?? sentence(event)
    case 'commit-requested':
      return foldCommit(reader, index)
    case 'assigned':
      return foldAssignment(reader, index)
    case 'produced':
      return foldProduced(reader, index)
    default:
      return sentence(event)
  }
}
