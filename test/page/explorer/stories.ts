/** Stories made by hand for tests of the explorer. */
import type { HistoryEvent } from '../../../src/model/history.ts'
import type {
  Arrow,
  ExplorerStep,
  ExplorerStory,
} from '../../../src/report/explorer/explorer-story.ts'

/** Lanes 0 to 4: two consumers, the coordinator, its topic, a partition. */
const lanes = [
  { kind: 'instance', title: 'A' },
  { kind: 'instance', title: 'B' },
  { kind: 'coordinator', title: 'group coordinator' },
  { kind: 'offsets', title: '__consumer_offsets' },
  { kind: 'partition', title: 'orders-0' },
] as const

/** A step that says nothing but what is given. */
export function step(given: Partial<ExplorerStep> = {}): ExplorerStep {
  return {
    time: 0,
    lane: 0,
    text: 'does something',
    why: null,
    event: null,
    message: null,
    marked: false,
    routine: false,
    ...given,
  }
}

/** The step of an event. */
export function eventStep(event: HistoryEvent, given: Partial<ExplorerStep> = {}): ExplorerStep {
  return step({ time: event.time, event, text: event.kind, ...given })
}

/** An arrow from A to the coordinator on which nothing has happened but its sending. */
export function arrow(given: Partial<Arrow> = {}): Arrow {
  return {
    from: 0,
    to: 2,
    api: 'OffsetCommit',
    asks: 'orders-0 → 3, generation 1',
    answer: null,
    sent: 0,
    taken: null,
    answered: null,
    arrived: null,
    vanished: null,
    late: false,
    routine: false,
    ...given,
  }
}

/** A story of these steps, about `orders-0@0` unless said otherwise. */
export function storyOf(
  steps: readonly ExplorerStep[],
  given: Partial<ExplorerStory> = {},
): ExplorerStory {
  return {
    key: 'made/crash/at-least-once/earliest',
    strategy: 'made',
    fault: 'crash',
    property: 'at-least-once',
    settings: {},
    claimed: true,
    statement: 'Nothing is lost.',
    replay: 'ackurate replay made --faults crash --path 0',
    text: 'made breaks at-least-once',
    lanes,
    arrows: [],
    steps,
    witnesses: [{ topic: 'orders', partition: 0, offsets: [0], text: 'is lost', at: 0 }],
    records: [{ topic: 'orders', partition: 0, offset: 0 }],
    ...given,
  }
}

const place = { topic: 'orders', partition: 0 } as const

/** As many steps: a third of polls, and heartbeats that are taken at once. */
export function longStory(count: number): ExplorerStory {
  const arrows: Arrow[] = []
  const steps: ExplorerStep[] = []
  for (let at = 0; at < count; at += 3) {
    const offset = at / 3
    const event = { kind: 'polled', time: at, member: 'A', generation: 1, ...place } as const
    const number = arrows.length
    arrows.push(arrow({ api: 'Heartbeat', asks: '', sent: at + 1, taken: at + 2, answer: 'NONE' }))
    steps.push(
      eventStep({ ...event, offsets: [offset] }, { marked: at === 0 }),
      step({ time: at, text: 'sends', message: { arrow: number, part: 'sent' } }),
      step({ time: at, lane: 2, text: 'takes', message: { arrow: number, part: 'taken' } }),
    )
  }
  return storyOf(steps.slice(0, count), { arrows })
}
