/**
 * Is this trace one of the model's?
 *
 * The model's states are searched in depth first order, what has been seen next before anything
 * else, for a path that does to every member what the trace shows. A state is left as soon as one
 * of its members shows anything else than what comes next in its lane (`lanes.ts`); one that was
 * there before, with as much of the trace behind it, is not looked at again. Faults are those of
 * the script, and strike only where the trace says so. All records are there before anybody polls.
 */
import { createKafkaModel, type KafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'
import { type Allowance, allowances } from './allowed.ts'
import { type Attempt, quickly, strictly, wholly } from './attempts.ts'
import { idlePollsMax } from './idle-steps.ts'
import { committedIn, eventsSince, withAllRecords } from './model-state.ts'
import { createProgress, type Matcher, type Refusal } from './progress.ts'
import { scenarioOf } from './scenario-of.ts'
import { type Frame, fittingSteps, successors } from './successors.ts'
import type { Trace } from './trace.ts'

/** How far to look. */
export interface Bounds {
  readonly states: number
  readonly seconds: number
}

export const defaultBounds: Bounds = { states: 150_000, seconds: 30 }

/** One step of a path: the model's choices, and whether it went another way (`allowed.ts`). */
export interface Step {
  readonly choices: readonly number[]
  /** The name of the way that the model lacks; null: as the model goes. */
  readonly allowed: string | null
}

/** What the search came to. */
export type Matched =
  /**
   * `path`: every step from the state in which all records are there; `allowed`: the steps beyond
   * the model that it needed, by name.
   */
  | {
      readonly outcome: 'match'
      readonly states: number
      readonly path: readonly Step[]
      readonly allowed: readonly string[]
    }
  /** No path of the model shows this; `refusal`: what the furthest of them met. */
  | { readonly outcome: 'no-path'; readonly states: number; readonly refusal: Refusal }
  /** The bounds were reached: nothing is known, and it does not count as held. */
  | { readonly outcome: 'unknown'; readonly states: number; readonly refusal: Refusal }

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
  const first = known.length === 0 ? [] : [{ ...strictly, allowed: known }]
  const ofClient = allowancesOf(trace)
  const isOf = (one: Allowance) => ofClient.includes(one)
  for (const each of [...first, ...quickly, ...wholly]) {
    const attempt = each === strictly ? each : { ...each, allowed: each.allowed.filter(isOf) }
    const found = matchWith(strategy, trace, bounds, attempt)
    if (found.outcome === 'match') return found
    if (attempt === strictly) strict = found
  }
  return strict
}

/**
 * Goes one path of the model, and asks at each step what the search asks: a match is one that the
 * search could have found. Null: the path does not show the trace, which says nothing of others.
 */
export function matchPath(strategy: Strategy, trace: Trace, path: readonly Step[]): Matched | null {
  const model = modelFor(strategy, trace, { reduce: false })
  const matcher = createProgress(trace)
  const start = startOf(model, matcher)
  if (start === null) return null
  const stack = [start]
  const [intervals, allowed] = [hasIntervals(trace), allowancesOf(trace)]
  let at = start
  for (const step of path) {
    const { found, likely, others } = fittingSteps(model, at, matcher, intervals, allowed)
    const next = [...found, ...likely, ...others].find((one) => isSameStep(one, step))
    if (next === undefined) return null
    stack.push(next)
    at = next
  }
  return isEnd(at, matcher, trace) ? matched(stack, stack.length) : null
}

function isSameStep(one: Step, other: Step): boolean {
  return one.allowed === other.allowed && one.choices.join() === other.choices.join()
}

/** The steps beyond the model that the trace's client may take. */
function allowancesOf({ versions }: Trace): readonly Allowance[] {
  return allowances.filter(({ isOf }) => isOf?.(versions.clients) ?? true)
}

const nothingKnown: Refusal = { shown: 0, expected: {}, instead: [] }

function matchWith(strategy: Strategy, trace: Trace, bounds: Bounds, attempt: Attempt): Matched {
  return search(modelFor(strategy, trace, attempt), trace, bounds, attempt)
}

function modelFor(
  strategy: Strategy,
  trace: Trace,
  { reduce }: Pick<Attempt, 'reduce'>,
): KafkaModel {
  const options = { recordHistory: true, reduce, idlePollsMax }
  return createKafkaModel(strategy, scenarioOf(trace), [], options)
}

/** The state in which all records are there; null: the trace does not begin so. */
function startOf(model: KafkaModel, matcher: Matcher): Frame | null {
  const state = withAllRecords(model)
  const progress = matcher.begin(eventsSince(state, null), state.parts.commits)
  return progress && { state, progress, choices: [], allowed: null, next: null }
}

function hasIntervals({ settings }: Trace): boolean {
  return (settings['auto.commit.interval.ms'] ?? 0) < longerThanPlays
}

function search(model: KafkaModel, trace: Trace, bounds: Bounds, attempt: Attempt): Matched {
  const deadline = performance.now() + bounds.seconds * attempt.share * 1000
  const statesMax = bounds.states * attempt.share
  const matcher = createProgress(trace)
  const intervals = hasIntervals(trace)
  const start = startOf(model, matcher)
  if (start === null) return { outcome: 'no-path', states: 1, refusal: matcher.furthest() }
  const visited = new Set<string>()
  const words = new Uint32Array(2)
  const stack = [start]
  let states = 0
  for (;;) {
    const frame = stack.at(-1)
    if (frame === undefined) return { outcome: 'no-path', states, refusal: matcher.furthest() }
    if (frame.next === null) {
      if (isEnd(frame, matcher, trace)) return matched(stack, states)
      model.fingerprint(frame.state, words)
      // Fingerprints say nothing of the time, which some programs ask for.
      const asksTime = model.tree.readsClock && !attempt.forgetsTime
      const now = asksTime ? frame.state.parts.now : 0
      const key = `${words[0]}:${words[1]}:${frame.progress.key}:${now}`
      if (visited.has(key)) {
        stack.pop()
        continue
      }
      visited.add(key)
      states++
      if (states > statesMax || performance.now() > deadline) {
        return { outcome: 'unknown', states, refusal: matcher.furthest() }
      }
      frame.next = successors(model, frame, matcher, intervals, attempt)
    }
    const next = frame.next.pop()
    if (next === undefined) stack.pop()
    else stack.push(next)
  }
}

function matched(stack: readonly Frame[], states: number): Matched {
  const taken = stack.slice(1)
  const allowed = new Set(taken.flatMap((frame) => frame.allowed ?? []))
  const path = taken.map(({ choices, allowed }) => ({ choices, allowed }))
  return { outcome: 'match', states, path, allowed: [...allowed] }
}

/** Whether all of the trace has been shown, and the group has committed what it says. */
function isEnd({ state, progress }: Frame, matcher: Matcher, trace: Trace): boolean {
  if (!matcher.isOver(progress)) return false
  return trace.committed.every((offset, partition) => committedIn(state, partition) === offset)
}
