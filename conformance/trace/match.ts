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
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'
import { type Allowance, allowances } from './allowed.ts'
import { type Attempt, quickly, strictly, wholly } from './attempts.ts'
import { idlePollsMax } from './idle-steps.ts'
import { committedIn, eventsSince, withAllRecords } from './model-state.ts'
import { createProgress, type Refusal } from './progress.ts'
import { scenarioOf } from './scenario-of.ts'
import { type Frame, successors } from './successors.ts'
import type { Trace } from './trace.ts'

/** How far to look. */
export interface Bounds {
  readonly states: number
  readonly seconds: number
}

export const defaultBounds: Bounds = { states: 150_000, seconds: 30 }

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
  const isOf = ({ isOf }: Allowance) => isOf?.(trace.versions.clients) ?? true
  for (const each of [...first, ...quickly, ...wholly]) {
    const attempt = each === strictly ? each : { ...each, allowed: each.allowed.filter(isOf) }
    const found = matchWith(strategy, trace, bounds, attempt)
    if (found.outcome === 'match') return found
    if (attempt === strictly) strict = found
  }
  return strict
}

const nothingKnown: Refusal = { shown: 0, expected: {}, instead: [] }

function matchWith(strategy: Strategy, trace: Trace, bounds: Bounds, attempt: Attempt): Matched {
  const model = createKafkaModel(strategy, scenarioOf(trace), [], {
    recordHistory: true,
    reduce: attempt.reduce,
    idlePollsMax,
  })
  return search(model, trace, bounds, attempt)
}

function search(model: KafkaModel, trace: Trace, bounds: Bounds, attempt: Attempt): Matched {
  const deadline = performance.now() + bounds.seconds * attempt.share * 1000
  const statesMax = bounds.states * attempt.share
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
  const path = taken.map((frame) => frame.choices)
  return { outcome: 'match', states, path, allowed: [...allowed] }
}

function agrees(state: KafkaState, trace: Trace): boolean {
  return trace.committed.every((offset, partition) => committedIn(state, partition) === offset)
}
