/** When the processes of a story run, and when they are frozen. */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { fateOf } from '../../report/story/fault-fate.ts'
import { endedBy, type Span, type SpanBook, spanBook } from './spans.ts'

/** A process that runs, or is frozen until its next step. */
export interface LifeSpan extends Span {
  readonly status: 'running' | 'frozen'
}

function memberLanes(story: ExplorerStory): ReadonlyMap<string, number> {
  return new Map(
    story.lanes.flatMap((lane, index) => (lane.kind === 'instance' ? [[lane.title, index]] : [])),
  )
}

function freezes(event: HistoryEvent): event is EventOf<'fault'> {
  return event.kind === 'fault' && fateOf(event.fault) === 'freezes'
}

function follow(
  book: SpanBook<LifeSpan>,
  event: HistoryEvent,
  step: number,
  laneOf: ReadonlyMap<string, number>,
): void {
  if (event.kind === 'started') {
    const lane = laneOf.get(event.member)
    if (lane !== undefined) book.begin(event.member, { lane, from: step, status: 'running' })
  }
  if (freezes(event) && event.member !== null) {
    const lane = laneOf.get(event.member)
    book.end(event.member, step)
    if (lane !== undefined) book.begin(event.member, { lane, from: step, status: 'frozen' })
  }
  const ended = endedBy(event)
  if (ended !== null) book.end(ended, step)
}

/** When the instances of the story run; one whose start is not reported runs from the beginning. */
export function lifeSpans(story: ExplorerStory): readonly LifeSpan[] {
  const book = spanBook<LifeSpan>()
  const laneOf = memberLanes(story)
  const born = new Set(
    story.steps.flatMap(({ event }) => (event?.kind === 'started' ? [event.member] : [])),
  )
  for (const [member, lane] of laneOf) {
    if (!born.has(member)) book.begin(member, { lane, from: 0, status: 'running' })
  }
  const frozen = new Set<string>()
  story.steps.forEach(({ event, lane }, step) => {
    const title = story.lanes[lane]?.title ?? ''
    if (frozen.delete(title)) {
      book.end(title, step)
      book.begin(title, { lane, from: step, status: 'running' })
    }
    if (event === null) return
    follow(book, event, step, laneOf)
    if (freezes(event)) frozen.add(event.member ?? '')
  })
  return book.all()
}

/** What a process does after a step that `stateAt` calls running. */
export function lifeAt(
  story: ExplorerStory,
  lives: readonly LifeSpan[],
  member: string,
  step: number,
): 'not started' | 'running' | 'frozen' {
  const own = lives.filter(({ lane }) => story.lanes[lane]?.title === member)
  const begun = own.filter(({ from }) => from <= step)
  if (begun.length === 0) return own.length === 0 ? 'running' : 'not started'
  const now = begun.find(({ to }) => to === null || step < to)
  return now?.status ?? 'running'
}
