/**
 * What can come after a state of the model that shows the trace so far, and what of it to try
 * first: what has been seen next, then what else may be, and at last idle time.
 */
import type { Instance } from '../../src/model/instance/instance.ts'
import type { KafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'
import type { Allowance } from './allowed.ts'
import type { Attempt } from './attempts.ts'
import { intervalOver, isTooIdle, pollsInVain } from './idle-steps.ts'
import { keyOf } from './lanes.ts'
import { eventsSince, hasLapsed, thawedSince, validatedSince } from './model-state.ts'
import type { Matcher, Progress } from './progress.ts'

/** A state on the way, and what led to it. */
export interface Frame {
  readonly state: KafkaState
  readonly progress: Progress
  readonly choices: readonly number[]
  readonly allowed: string | null
  /** What can come next, the best last; null: not looked at yet. */
  next: Frame[] | null
}

function withFaults(state: KafkaState, faultsLeft: number): KafkaState {
  return { ...state, parts: { ...state.parts, faultsLeft } }
}

/** All that can come next and fits the trace, in no order of preference. */
interface Steps {
  /** Of the model. */
  readonly found: readonly Frame[]
  /** Beyond the model: what comes next in the trace speaks for it, or nothing does. */
  readonly likely: readonly Frame[]
  readonly others: readonly Frame[]
}

/** What fits the trace of all that can come next. */
export function fittingSteps(
  model: KafkaModel,
  { state, progress }: Frame,
  matcher: Matcher,
  intervals: boolean,
  allowed: readonly Allowance[],
): Steps {
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
        failures: (member: string) => matcher.nextFailures(moved, member),
      }
      const list = isLikely(goesOn, state, hints) ? likely : others
      list.push({ ...frame, state: instead, allowed: name })
    }
  })
  return { found, likely, others }
}

/** What can come next: the best last. */
export function successors(
  model: KafkaModel,
  frame: Frame,
  matcher: Matcher,
  intervals: boolean,
  { allowed, lapsesFirst }: Attempt,
): Frame[] {
  const { state, progress } = frame
  const { found, likely, others } = fittingSteps(model, frame, matcher, intervals, allowed)
  const ranked = found.map((frame) => {
    // Its thread looks at the clock at once.
    if (lapsesFirst && frame.state.parts.instances.some((one) => hasLapsed(one, state))) {
      return { frame, rank: 0, at: -1 }
    }
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

const idle = 3

/** What to try first: what has been seen next, then what else may be, and at last idle time. */
function rankOf(
  { state, progress }: Frame,
  before: KafkaState,
  was: Progress,
  matcher: Matcher,
): number {
  if (pollsInVain(state, before)) return idle
  // What is validated is committed, too: where it was not, its answer came later.
  const early = validatedSince(state, before).some(({ member, partition }) => {
    const next = matcher.nextCommitted(progress, member)
    return next !== null && !next.has(partition)
  })
  if (early) return idle
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
