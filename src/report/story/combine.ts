/**
 * Events that belong together, combined in one line: a commit and its answer, a batch processed.
 */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { combineCommit } from './combine-commit.ts'
import { combineDeaths } from './combine-deaths.ts'
import { combineProcessing, stepLine } from './combine-processing.ts'
import { combineStoreSaved } from './combine-store.ts'
import { mergeCycles } from './cycles.ts'
import { type Line, plain, stretched } from './line.ts'
import { partitionName, recordsName } from './place.ts'
import { isApart, type Reader, readerOf, report, samePlace } from './reader.ts'
import { countRepeats } from './repeats.ts'
import { positionNote, type Sentence, sentence } from './sentence.ts'

/** `is assigned orders-0   from committed offset 3, generation 2`. */
function combineAssignment(reader: Reader, index: number, verb: string): readonly Line[] {
  const assigned = reader.events[index] as EventOf<'assigned'>
  const said = sentence(assigned)
  const started = reader.events.findIndex(
    (event) => event.kind === 'started' && event.member === assigned.member,
  )
  const { replaces } = (reader.events[started] ?? {}) as Partial<EventOf<'started'>>
  const first = reader.events.findIndex((event) => isAssignmentOf(event, assigned.member)) === index
  const stands = first && replaces != null ? [`in place of ${replaces}`] : []
  const text = `${verb} ${partitionName(assigned)}`
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (event.kind === 'position' && event.member === assigned.member) {
      if (!samePlace(event, assigned)) continue
      report(reader, at)
      const note = [positionNote(event), said.note, ...stands].join(', ')
      return [plain({ who: said.who, text, note })]
    }
    const arriving = event.kind === 'assigned' && event.member === assigned.member
    if (!arriving && !isApart(event, assigned)) break
  }
  return [plain({ who: said.who, text, note: [said.note, ...stands].join(', ') })]
}

function isAssignmentOf(event: HistoryEvent, member: string): boolean {
  return event.kind === 'assigned' && event.member === member
}

/** `gets orders-0 again`: given up and assigned to the same member, with nothing between. */
function combineRevocation(reader: Reader, index: number): readonly Line[] {
  const revoked = reader.events[index] as EventOf<'revoked'>
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (isAssignmentOf(event, revoked.member) && samePlace(event, revoked)) {
      report(reader, at)
      return combineAssignment(reader, at, 'gives up and gets again')
    }
    if (!isApart(event, revoked)) break
  }
  return [plain(sentence(revoked))]
}

function pollLine(polled: EventOf<'polled'>): readonly Line[] {
  const sentenceFor = (offsets: readonly number[], count: number): Sentence => ({
    who: polled.member,
    text: `polls ${recordsName(polled, offsets)}`,
    note: count === 1 ? '' : `in ${count} batches`,
  })
  const key = `polls ${polled.member} ${recordsName(polled, [])}`
  return polled.offsets.length === 0
    ? [plain(sentence(polled))]
    : [stretched({ key, of: 'records', offsets: polled.offsets, count: 1, sentenceFor })]
}

/** `orders-0@3..5 are produced`: records of one partition, whatever else was produced between. */
function combineProduced(reader: Reader, index: number): readonly Line[] {
  const first = reader.events[index] as EventOf<'produced'>
  if (first.copyOf !== undefined) return [plain(sentence(first))]
  const offsets = [first.offset]
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    if (event.kind !== 'produced') break
    if (event.topic !== first.topic || event.copyOf !== undefined) continue
    if (event.partition !== first.partition || event.aborted !== first.aborted) continue
    offsets.push(event.offset)
    report(reader, at)
  }
  if (offsets.length === 1) return [plain(sentence(first))]
  const text = `${recordsName(first, offsets)} are produced`
  return [plain({ who: '', text, note: first.aborted ? 'then aborted' : '' })]
}

function linesFrom(reader: Reader, event: HistoryEvent, index: number): readonly Line[] {
  switch (event.kind) {
    case 'started':
      // The assignment says it, too; who never gets one has no part in the story.
      return []
    case 'processing-started':
      return combineProcessing(reader, index)
    case 'commit-requested':
      return combineCommit(reader, index)
    case 'assigned':
      return combineAssignment(reader, index, 'is assigned')
    case 'revoked':
      return combineRevocation(reader, index)
    case 'polled':
      return pollLine(event)
    case 'effect':
      reader.effects.add(recordsName(event, [event.offset]))
      return stepLine(event)
    case 'processing-done':
      return stepLine(event)
    case 'store-saved':
      return combineStoreSaved(reader, index)
    case 'produced':
      return combineProduced(reader, index)
    default:
      return [plain(sentence(event))]
  }
}

/** The lines of a story, and in which of them each event is told. */
export interface Telling {
  readonly lines: readonly Sentence[]
  /** The 0-based number of the line; -1: it is not told. */
  lineOf(event: HistoryEvent): number
}

/** The events as lines, in order. */
export function storyLines(events: readonly HistoryEvent[]): Telling {
  const reader = readerOf(events)
  const made: Line[] = []
  for (let index = 0; index < events.length; index += 1) {
    if (reader.reported[index]) continue
    reader.toldAt[index] = index
    reader.at = index
    const pending = reader.pending.get(index)
    const fresh = pending?.() ?? linesFrom(reader, events[index] as HistoryEvent, index)
    made.push(...[fresh].flat().map((line) => ({ ...line, from: [index] })))
  }
  const lines = combineDeaths(countRepeats(mergeCycles(made)))
  return {
    lines,
    lineOf: (event) => {
      const at = reader.toldAt[events.indexOf(event)]
      return at === undefined ? -1 : lines.findIndex(({ from }) => from.includes(at))
    },
  }
}
