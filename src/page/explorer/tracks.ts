/** Where the marked records are in the course of a story. */
import type { HistoryEvent } from '../../model/history.ts'
import type { ExplorerStory, MarkedRecord } from '../../report/explorer/explorer-story.ts'
import { endedBy, type Span, type SpanBook, spanBook } from './spans.ts'

/**
 * A stay of marked records. `log`: in the partition. `held`: delivered to an instance and not done
 * there. `committed`: below the group's committed offset, which says that they are done.
 */
export interface TrackSpan extends Span {
  readonly kind: 'log' | 'held' | 'committed'
}

interface Tracking {
  readonly story: ExplorerStory
  readonly book: SpanBook<TrackSpan>
  /** By name. */
  readonly marked: ReadonlyMap<string, MarkedRecord>
  /** By member: names of what it holds. */
  readonly held: Map<string, Set<string>>
}

const nameOf = ({ topic, partition, offset }: MarkedRecord): string =>
  `${topic}-${partition}@${offset}`

function inLog({ story, book }: Tracking, record: MarkedRecord, from: number): void {
  const title = `${record.topic}-${record.partition}`
  const lane = story.lanes.findIndex((each) => each.kind === 'partition' && each.title === title)
  if (lane >= 0) book.begin(`log ${lane}`, { lane, from, kind: 'log' })
}

function hold(
  { story, book, held }: Tracking,
  member: string,
  step: number,
  names: readonly string[],
): void {
  const lane = story.lanes.findIndex((each) => each.kind === 'instance' && each.title === member)
  if (names.length === 0 || lane < 0) return
  held.set(member, new Set([...(held.get(member) ?? []), ...names]))
  book.begin(`held ${member}`, { lane, from: step, kind: 'held' })
}

function drop(
  { book, held }: Tracking,
  member: string,
  step: number,
  which: (name: string) => boolean,
): void {
  const names = held.get(member)
  if (names === undefined) return
  for (const name of [...names]) if (which(name)) names.delete(name)
  if (names.size === 0) book.end(`held ${member}`, step)
}

function commit(
  { story, book }: Tracking,
  step: number,
  at: { readonly topic: string; readonly partition: number; readonly offset: number | null },
): void {
  const lane = story.lanes.findIndex((each) => each.kind === 'offsets')
  const { topic, partition, offset } = at
  const here = story.records.filter((r) => r.topic === topic && r.partition === partition)
  if (here.length === 0 || lane < 0) return
  const key = `committed ${topic}-${partition}`
  const passed = offset !== null && here.some((record) => record.offset < offset)
  if (passed) book.begin(key, { lane, from: step, kind: 'committed' })
  else book.end(key, step)
}

function follow(tracking: Tracking, event: HistoryEvent, step: number): void {
  const { marked } = tracking
  const ended = endedBy(event)
  if (ended !== null) drop(tracking, ended, step, () => true)
  switch (event.kind) {
    case 'produced':
      if (marked.has(nameOf(event))) inLog(tracking, event, step)
      break
    case 'polled': {
      const names = event.offsets.map((offset) => nameOf({ ...event, offset }))
      const known = names.filter((name) => marked.has(name))
      hold(tracking, event.member, step, known)
      break
    }
    case 'processing-done':
    case 'processing-skipped':
    case 'handed-on':
      drop(tracking, event.member, step, (name) => name === nameOf(event))
      break
    case 'revoked':
    case 'lost': {
      const place = `${event.topic}-${event.partition}@`
      drop(tracking, event.member, step, (name) => name.startsWith(place))
      break
    }
    case 'commit-applied':
    case 'committed-offset-lost':
      commit(tracking, step, event)
      break
    default:
  }
}

/** The stays, by lane and beginning; what was written before the story is there from its start. */
export function tracksOf(story: ExplorerStory): readonly TrackSpan[] {
  const book = spanBook<TrackSpan>()
  const marked = new Map(story.records.map((record) => [nameOf(record), record]))
  const tracking: Tracking = { story, book, marked, held: new Map() }
  const written = new Set(
    story.steps.flatMap(({ event }) => (event?.kind === 'produced' ? [nameOf(event)] : [])),
  )
  for (const [name, record] of marked) if (!written.has(name)) inLog(tracking, record, 0)
  story.steps.forEach(({ event }, step) => {
    if (event !== null) follow(tracking, event, step)
  })
  return book.all()
}
