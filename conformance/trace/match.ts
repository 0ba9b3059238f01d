/**
 * Is this trace one of the model's?
 *
 * The model's states are searched in depth first order, what has been seen next before anything
 * else, for a path that does to every member what the trace shows. A state is left as soon as one
 * of its members shows anything else than what comes next in its lane (`lanes.ts`); one that was
 * there before, with as much of the trace behind it, is not looked at again. Faults are those of
 * the script, and strike only where the trace says so. All records are there before anybody polls.
 */
import type { Instance } from '../../src/model/instance/instance.ts'
import { createKafkaModel, type KafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'
import { readsClock } from '../../src/search/exhaustive/kafka/reads-clock.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'
import { type Allowance, allowances } from './allowed.ts'
import { idlePollsMax, intervalOver, isTooIdle, pollsInVain } from './idle-steps.ts'
import { keyOf } from './lanes.ts'
import { committedIn, eventsSince, thawedSince, withAllRecords } from './model-state.ts'
import { createProgress, type Matcher, type Progress, type Refusal } from './progress.ts'
import { scenarioOf } from './scenario-of.ts'
import type { Trace } from './trace.ts'

/** How far to look. */
export interface Bounds {
  readonly states: number
  readonly seconds: number
}

export const defaultBounds: Bounds = { states: 100_000, seconds: 15 }

/** What the search came to. */
export type Matched =
  /**
   * `path`: the choices of every step, from the state in which all records are there; `allowed`:
   * the steps beyond the model that it needed, by name.
   */
  | {
      readonly outcome: 'match'
      readonly states: number
      readonly path: readonly (readonly number[])[]
      readonly allowed: readonly string[]
    }
  /** No path of the model shows this; `refusal`: what the furthest of them met. */
  | { readonly outcome: 'no-path'; readonly states: number; readonly refusal: Refusal }
  /** The bounds were reached: nothing is known, and it does not count as held. */
  | { readonly outcome: 'unknown'; readonly states: number; readonly refusal: Refusal }

interface Frame {
  readonly state: KafkaState
  readonly progress: Progress
  readonly choices: readonly number[]
  readonly allowed: string | null
  /** What can come next, the best last; null: not looked at yet. */
  next: Frame[] | null
}

/** An interval that is not over before a play is. */
const longerThanPlays = 600_000

/** Looks for a path of the model that shows the trace. */
export function matchTrace(
  strategy: Strategy,
  trace: Trace,
  bounds: Bounds = defaultBounds,
): Matched {
  let strict: Matched = { outcome: 'unknown', states: 0, refusal: nothingKnown }
  // With fewer orders of events paths are found sooner; that there is none takes all of them.
  const known = allowances.filter(({ name }) => trace.allowed?.includes(name))
  const first = known.length === 0 ? [] : [{ reduce: false, allowed: known, isQuick: false }]
  for (const { reduce, allowed, isQuick } of [...first, ...attempts]) {
    const within = isQuick ? quick(bounds) : bounds
    const found = matchWith(strategy, trace, within, reduce, allowed)
    if (found.outcome === 'match') return found
    if (!reduce && allowed.length === 0) strict = found
  }
  return strict
}

/** What does not help soon mostly does not help, and something else does. */
function quick({ states, seconds }: Bounds): Bounds {
  return { states: states / 20, seconds: seconds / 5 }
}

const nothingKnown: Refusal = { shown: 0, expected: {}, instead: [] }

const attempts = [
  { reduce: true, allowed: [], isQuick: true },
  { reduce: true, allowed: allowances, isQuick: true },
  { reduce: false, allowed: [], isQuick: true },
  { reduce: false, allowed: allowances, isQuick: true },
  { reduce: false, allowed: [], isQuick: false },
  { reduce: false, allowed: allowances, isQuick: false },
] as const

export function matchWith(
  strategy: Strategy,
  trace: Trace,
  bounds: Bounds,
  reduce: boolean,
  allowed: readonly Allowance[],
): Matched {
  const model = createKafkaModel(strategy, scenarioOf(trace), [], {
    recordHistory: true,
    reduce,
    idlePollsMax,
  })
  return search(model, trace, bounds, allowed)
}

function search(
  model: KafkaModel,
  trace: Trace,
  bounds: Bounds,
  allowed: readonly Allowance[],
): Matched {
  const deadline = performance.now() + bounds.seconds * 1000
  const start = withAllRecords(model)
  const matcher = createProgress(trace)
  const intervals = (trace.settings['auto.commit.interval.ms'] ?? 0) < longerThanPlays
  const first = matcher.begin(eventsSince(start, null), start.parts.commits)
  if (first === null) return { outcome: 'no-path', states: 1, refusal: matcher.furthest() }
  const visited = new Set<string>()
  const words = new Uint32Array(2)
  const stack: Frame[] = [{ state: start, progress: first, choices: [], allowed: null, next: null }]
  let states = 0
  for (;;) {
    const frame = stack.at(-1)
    if (frame === undefined) return { outcome: 'no-path', states, refusal: matcher.furthest() }
    if (frame.next === null) {
      if (matcher.isOver(frame.progress) && agrees(frame.state, trace)) {
        return matched(stack, states)
      }
      model.fingerprint(frame.state, words)
      // Fingerprints say nothing of the time, which some programs ask for.
      const now = readsClock(model.tree) ? frame.state.parts.now : 0
      const key = `${words[0]}:${words[1]}:${frame.progress.key}:${now}`
      if (visited.has(key)) {
        stack.pop()
        continue
      }
      visited.add(key)
      states++
      if (states > bounds.states || performance.now() > deadline) {
        return { outcome: 'unknown', states, refusal: matcher.furthest() }
      }
      frame.next = successors(model, frame, matcher, intervals, allowed)
    }
    const next = frame.next.pop()
    if (next === undefined) stack.pop()
    else stack.push(next)
  }
}

function withFaults(state: KafkaState, faultsLeft: number): KafkaState {
  return { ...state, parts: { ...state.parts, faultsLeft } }
}

/** What can come next: the best last. */
function successors(
  model: KafkaModel,
  { state, progress }: Frame,
  matcher: Matcher,
  intervals: boolean,
  allowed: readonly Allowance[],
): Frame[] {
  const found: Frame[] = []
  const others: Frame[] = []
  const likely: Frame[] = []
  const { faultsLeft } = state.parts
  const mayStrike = matcher.mayStrike(progress)
  const from = mayStrike ? state : withFaults(state, 0)
  model.forEachSuccessor(from, (reached, choices) => {
    const next = mayStrike ? reached : withFaults(reached, faultsLeft)
    if (!intervals && intervalOver(next, state) !== null) return
    const events = eventsSince(next, state)
    const thawed = thawedSince(next, state)
    const moved = matcher.advance(progress, events, next.parts.commits, thawed)
    if (moved === null) return
    // Where the model has nothing more to do the script still has.
    const goesOn = next.over ? { ...next, over: false } : next
    const frame = {
      state: goesOn,
      progress: moved,
      choices: [...choices],
      allowed: null,
      next: null,
    }
    found.push(frame)
    for (const { name, other, isLikely } of allowed) {
      const instead = other(goesOn, state)
      if (instead === null) continue
      const hints = {
        polled: (member: string) => matcher.nextPolled(moved, member),
        failure: (member: string) => matcher.nextFailure(moved, member),
      }
      const list = isLikely(goesOn, state, hints) ? likely : others
      list.push({ ...frame, state: instead, allowed: name })
    }
  })
  const ranked = found.map((frame) => {
    const rank = rankOf(frame, state, progress, matcher)
    return { frame, rank, at: placeOf(frame.state, state, progress, matcher) }
  })
  const busy = ranked.some(({ rank }) => rank < idle)
  const isIdle = (rank: number) => (rank < idle ? 0 : 1)
  const usual = ranked
    .filter(({ frame, rank }) => rank < idle || !busy || !isTooIdle(frame.state))
    .sort(
      (a, b) =>
        isIdle(b.rank) - isIdle(a.rank) ||
        b.at - a.at ||
        b.rank - a.rank ||
        defaultLast(a.frame, b.frame),
    )
    .map(({ frame }) => frame)
  return [...others, ...usual, ...likely]
}

/**
 * When the process that the step is of shows something next: the sooner, the better. The cluster's
 * own steps come last: how long a coordinator takes to load its log shows only in what it refuses.
 */
function placeOf(
  { parts }: KafkaState,
  before: KafkaState,
  progress: Progress,
  matcher: Matcher,
): number {
  const { instances, messages } = before.parts
  const own = parts.instances.find((instance, i) => instance !== instances[i])
  if (own !== undefined) return matcher.nextAt(progress, own.name)
  const taken = messages.find(({ ticket, status }) => {
    return parts.messages.find((message) => message.ticket === ticket)?.status !== status
  })
  const name = parts.instances[taken?.instance ?? -1]?.name
  if (name !== undefined) return matcher.nextAt(progress, name)
  return matcher.hasOrder ? Number.POSITIVE_INFINITY : 0
}

function matched(stack: readonly Frame[], states: number): Matched {
  const taken = stack.slice(1)
  const allowed = new Set(taken.flatMap((frame) => frame.allowed ?? []))
  const path = taken.map((frame) => frame.choices)
  return { outcome: 'match', states, path, allowed: [...allowed] }
}

const idle = 3

/** What to try first: what has been seen next, then what else may be, and at last idle time. */
function rankOf(
  { state, progress }: Frame,
  before: KafkaState,
  was: Progress,
  matcher: Matcher,
): number {
  if (pollsInVain(state, before)) return idle
  const due = intervalOver(state, before)
  if (due !== null) return isWanted(due, progress, matcher) ? 0 : 2
  return progress === was ? 1 : 0
}

/** Whether the auto-commit that is due would commit what was seen to be committed next. */
function isWanted({ name, consumer }: Instance, progress: Progress, matcher: Matcher): boolean {
  const underWay = consumer.asyncCommits.reduce((sum, { offsets }) => sum + offsets.length, 0)
  const next = matcher.nextOutcome(progress, name, underWay)
  const kind = 'commit-acknowledged'
  return consumer.partitions.some(
    ({ partition, position: offset }) =>
      keyOf({ kind, source: 'auto', partition, offset }) === next,
  )
}

function defaultLast(a: Frame, b: Frame): number {
  return (b.choices[0] ?? 0) - (a.choices[0] ?? 0)
}

function agrees(state: KafkaState, trace: Trace): boolean {
  return trace.committed.every((offset, partition) => committedIn(state, partition) === offset)
}
