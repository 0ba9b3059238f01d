/** How far along a trace a state of the model is, and what does not fit. */
import type { CommitSource, HistoryEvent } from '../../src/model/history.ts'
import { type Expected, inOrder, isOutcome, keyOf, type Lanes, lanesOf } from './lanes.ts'
import { project } from './project.ts'
import type { Seen, Trace } from './trace.ts'

/** So much of every lane has been shown. */
export interface Progress {
  /** By member, in the order of the trace: events of its main lane, and outcomes. */
  readonly main: readonly number[]
  readonly outcomes: readonly number[]
  /** How many offsets auto-commits have asked for, where none of them can fail. */
  readonly asked: number
  readonly key: string
}

/** Where the furthest path ended. */
export interface Refusal {
  /** How many events of the trace it had shown. */
  readonly shown: number
  /** What each member would have had to show next; null: nothing more. */
  readonly expected: Readonly<Record<string, string | null>>
  /** What the model would have shown instead, at the furthest place. */
  readonly instead: readonly string[]
}

type Commits = readonly { readonly source: CommitSource }[]

export type Matcher = ReturnType<typeof createProgress>

/** Follows the lanes of a trace. */
export function createProgress(trace: Trace) {
  const names = Object.keys(trace.members)
  const byName = lanesOf(trace)
  const lanes = names.map((name) => byName.get(name) as Lanes)
  const zeros = names.map(() => 0)
  // Of a member alone no commit fails, and each is heard of: none may be without its outcome.
  const isAlone = names.length === 1 && trace.schedule === 'none'
  let best = { shown: -1, progress: progressOf(zeros, zeros, 0), instead: new Set<string>() }

  function refuse(at: Progress, member: string | null, event: Seen): null {
    if (best.progress.key === at.key)
      best.instead.add(`${member ?? 'the cluster'}: ${keyOf(event)}`)
    return null
  }

  function note(progress: Progress): Progress {
    const shown = sum(progress.main) + sum(progress.outcomes)
    if (shown > best.shown) best = { shown, progress, instead: new Set() }
    return progress
  }

  function advance(
    at: Progress,
    events: readonly HistoryEvent[],
    commits: Commits,
    thawed: string | null = null,
  ): Progress | null {
    if (events.length === 0 && thawed === null) return at
    const failing = faultyHandler(events)
    if (failing !== null && nextOf(at, failing)?.event.kind !== 'processing-failed') return null
    if (isOfLeaders(events) && !isAtRestart(at)) return null
    const asked = at.asked + (isAlone ? autoCommitted(events) : 0)
    if (isAlone && asked > (lanes[0]?.outcomes.length ?? 0)) return null
    const seen = seenIn(events, commits)
    if (thawed !== null) seen.unshift({ member: thawed, event: { kind: 'thawed' } })
    if (seen.length === 0) return asked === at.asked ? at : progressOf(at.main, at.outcomes, asked)
    const main = [...at.main]
    const outcomes = [...at.outcomes]
    for (const { member, event } of seen) {
      const index = member === null ? whoSees(main, event) : names.indexOf(member)
      const lane = lanes[index]
      if (lane === undefined) return refuse(at, member, event)
      const fits = isOutcome(event)
        ? takeOutcome(lane, outcomes, index, event)
        : takeMain(lane, main, outcomes, index, event)
      if (!fits) return refuse(at, member, event)
    }
    return note(progressOf(main, outcomes, asked))
  }

  function takeOutcome(lane: Lanes, outcomes: number[], index: number, event: Seen): boolean {
    const place = outcomes[index] ?? 0
    const row = lane.outcomeRows.get(place) ?? place
    for (const at of [place, row]) {
      if (lane.outcomes[at] !== keyOf(event)) continue
      outcomes[index] = at + 1
      return true
    }
    return place >= lane.outcomes.length && lane.mayMiss
  }

  function takeMain(
    lane: Lanes,
    main: number[],
    outcomes: readonly number[],
    index: number,
    event: Seen,
  ): boolean {
    const place = main[index] ?? 0
    const expected = lane.main[place]
    const row = lane.mainRows.get(place)
    if (
      row !== undefined &&
      expected?.key !== keyOf(event) &&
      lane.main[row]?.key === keyOf(event)
    ) {
      main[index] = row + 1
      return true
    }
    if (expected?.key !== keyOf(event) || (outcomes[index] ?? 0) < expected.outcomes) return false
    const early = expected.after.some(([other, count]) => (main[names.indexOf(other)] ?? 0) < count)
    if (early) return false
    main[index] = place + 1
    return true
  }

  function whoSees(main: readonly number[], event: Seen): number {
    return lanes.findIndex((lane, i) => lane.main[main[i] ?? 0]?.key === keyOf(event))
  }

  /** Whether the broker has just been restarted, as far as the trace goes. */
  function isAtRestart({ main }: Progress): boolean {
    return lanes.some(
      (lane, i) => lane.main[(main[i] ?? 0) - 1]?.event.kind === 'coordinator-restarted',
    )
  }

  function nextOf(at: Progress, member: string): Expected | undefined {
    const index = names.indexOf(member)
    return lanes[index]?.main[at.main[index] ?? 0]
  }

  return {
    /** The progress of the first state; null: it does not fit. */
    begin: (events: readonly HistoryEvent[], commits: Commits) =>
      advance(note(progressOf(zeros, zeros, 0)), events, commits),
    /** The progress after these events; null: they do not fit. The same object: nothing seen. */
    advance,
    /** What is to become of the member's commit after so many of its that are under way. */
    nextOutcome: ({ outcomes }: Progress, member: string, underWay: number) => {
      const index = names.indexOf(member)
      return lanes[index]?.outcomes[(outcomes[index] ?? 0) + underWay]
    },
    /** Whether a fault of the script can come next; where none can, none need be tried. */
    mayStrike: (at: Progress) =>
      isAtRestart(at) ||
      lanes.some(({ main }, i) => ofFaults.has(main[at.main[i] ?? 0]?.event.kind ?? '')),
    /** Whether it is known who told something after whom. */
    hasOrder: (trace.order ?? '') !== '',
    /** The place of what the member shows next among all that was told. */
    nextAt: ({ main, outcomes }: Progress, member: string) => {
      const index = names.indexOf(member)
      const lane = lanes[index]
      const never = Number.POSITIVE_INFINITY
      const next = lane?.main[main[index] ?? 0]?.at ?? never
      return Math.min(next, lane?.outcomesAt[outcomes[index] ?? 0] ?? never)
    },
    /** With which partition the member's next poll begins; null: it has polled all. */
    nextPolled: ({ main }: Progress, member: string) => {
      const index = names.indexOf(member)
      const rest = lanes[index]?.main.slice(main[index] ?? 0)
      const next = rest?.find(({ event }) => event.kind === 'polled')?.event
      return next?.kind === 'polled' ? next.partition : null
    },
    /** The partitions of the member's next commit; null: it has asked for all. */
    nextCommitted: ({ main }: Progress, member: string): ReadonlySet<number> | null => {
      const index = names.indexOf(member)
      const rest = lanes[index]?.main.slice(main[index] ?? 0) ?? []
      const requests = rest.flatMap(({ event }) =>
        event.kind === 'commit-requested' ? [event] : [],
      )
      const [first] = requests
      if (first === undefined) return null
      const own = requests.filter(({ commit }) => commit === first.commit)
      return new Set(own.map(({ partition }) => partition))
    },
    /** What the member's commits will fail with, in the order in which it hears of it. */
    nextFailures: ({ outcomes }: Progress, member: string) => {
      const index = names.indexOf(member)
      const rest = lanes[index]?.outcomes.slice(outcomes[index] ?? 0) ?? []
      return rest
        .filter((key) => key.startsWith('commit-failed'))
        .map((key) => ({
          error: key.split(' ').at(-1) ?? '',
          offset: Number(/@(\d+)/.exec(key)?.[1]),
        }))
    },
    isOver: ({ main, outcomes }: Progress) =>
      lanes.every(
        (lane, i) => main[i] === lane.main.length && outcomes[i] === lane.outcomes.length,
      ),
    furthest: (): Refusal => ({
      shown: best.shown,
      expected: Object.fromEntries(
        names.map((name) => [name, nextOf(best.progress, name)?.key ?? null]),
      ),
      instead: [...best.instead],
    }),
  }
}

/** What is seen where a fault has struck, or just before. */
const ofFaults: ReadonlySet<string> = new Set([
  ...['killed', 'frozen', 'thawed', 'asked-to-stop', 'kept-busy', 'coordinator-restarted'],
  ...['processing-failed', 'started', 'died'],
])

interface SeenBy {
  readonly member: string | null
  readonly event: Seen
}

/** What was seen of the events of one step, each member's in the order of lanes. */
function seenIn(events: readonly HistoryEvent[], commits: Commits): SeenBy[] {
  const sourceOf = (commit: number): CommitSource => commits[commit]?.source ?? 'sync'
  const seen: SeenBy[] = []
  for (const event of events) {
    const one = project(event, sourceOf)
    if (one !== null) seen.push(one)
  }
  if (seen.length < 2) return seen
  const members = [...new Set(seen.map(({ member }) => member))]
  return members.flatMap((member) =>
    inOrder(seen.filter((one) => one.member === member).map(({ event }) => event)).map((event) => ({
      member,
      event,
    })),
  )
}

/** Whose handler is made to throw by these events; null: nobody's. */
function faultyHandler(events: readonly HistoryEvent[]): string | null {
  for (const event of events) {
    if (event.kind !== 'fault') continue
    if (event.fault === 'handler-error' || event.fault === 'poison-record') return event.member
  }
  return null
}

function isOfLeaders(events: readonly HistoryEvent[]): boolean {
  return events.some((event) => event.kind === 'fault' && event.fault === 'leader-failover')
}

function autoCommitted(events: readonly HistoryEvent[]): number {
  return events.filter((event) => event.kind === 'commit-requested' && event.source === 'auto')
    .length
}

function progressOf(main: readonly number[], outcomes: readonly number[], asked: number): Progress {
  return { main, outcomes, asked, key: `${main.join()};${outcomes.join()};${asked}` }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
