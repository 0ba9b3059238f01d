/**
 * Plays of real consumers, held against the model and against what was seen before.
 *
 * All are played, then all are matched, for a match leaves no time to answer a process. What did
 * not match, or is not among the kept traces, is played again, twice at most.
 */
import type { Strategy } from '../../src/strategies/strategy.ts'
import { type Kind, keep, keptOf, shapeOf, variantsMax } from '../trace/golden.ts'
import { type Matched, matchTrace } from '../trace/match.ts'
import { keepParted } from '../trace/parted.ts'
import type { Refusal } from '../trace/progress.ts'
import type { ScheduleName, Trace } from '../trace/trace.ts'

/** One strategy under one schedule; `play` makes a trace, `attempt` is unique. */
export interface Job {
  readonly strategy: Strategy
  readonly schedule: ScheduleName
  play(attempt: string): Promise<Trace>
}

/** A trace that is none of the model's, or of which nothing is known. */
export interface Parted {
  readonly trace: Trace
  readonly refusal: Refusal
  /** How often it was played, and how many plays parted. */
  readonly plays: number
  readonly parted: number
}

/** What a comparison came to. */
export interface Comparison {
  /** How many strategies under schedules, and how many plays that took. */
  readonly traces: number
  readonly plays: number
  /** Those of which the last play parted. */
  readonly divergences: readonly Parted[]
  /** Those that parted once and not again. */
  readonly notRepeated: readonly Parted[]
  /** Histories of the model, but not among the kept ones: new variants are kept by an update. */
  /** Those that went the same other way than what is kept, each time. */
  readonly changed: readonly Trace[]
  /** Those that went several other ways, all of them the model's. */
  readonly varied: readonly Trace[]
  /** The search ended at its bounds. */
  readonly unknown: readonly Parted[]
  /** Plays that got stuck each time, and why. */
  readonly failed: readonly { readonly job: string; readonly error: string }[]
  /** How many there was no time for. */
  readonly leftOut: number
  /** How often steps that the model lacks were needed, by name. */
  readonly allowed: ReadonlyMap<string, number>
}

export interface CompareOptions {
  readonly kind: Kind
  readonly update: boolean
  /** Asked before each play and each match: true begins no more. */
  isOver(): boolean
  /** Plays them, several at once. */
  playAll(jobs: readonly Job[], play: (job: Job) => Promise<void>): Promise<void>
}

const playsMax = 3

interface State {
  readonly job: Job
  readonly name: string
  readonly kept: Trace[]
  plays: number
  parted: number
  trace: Trace | null
  matched: Matched | null
  lastParted: { trace: Trace; refusal: Refusal } | null
  error: string
  /** Of its plays that the model has. */
  readonly shapes: Set<string>
}

/** Compares; `say` is told of everything that is no match. */
export async function comparePlays(
  jobs: readonly Job[],
  options: CompareOptions,
  say: (line: string) => void,
): Promise<Comparison> {
  const states = jobs.map((job) => begin(job, options))
  let open = states
  const { isOver } = options
  for (let round = 0; round < playsMax && open.length > 0 && !isOver(); round++) {
    const byJob = new Map(open.map((state) => [state.job, state]))
    const begun: State[] = []
    await options.playAll([...byJob.keys()], async (job) => {
      const state = byJob.get(job)
      if (state === undefined || isOver()) return
      begun.push(state)
      await playOnce(state)
    })
    for (const state of open) if (begun.includes(state) && !isOver()) match(state, say)
    open = open.filter((state) => !isSettled(state, options))
  }
  return summary(states, options)
}

function begin(job: Job, { kind }: CompareOptions): State {
  const { strategy, schedule } = job
  const kept = keptOf(kind, { strategy: strategy.name, schedule })
  const name = `${strategy.name} ${schedule}`
  return {
    ...{ job, name, kept, plays: 0, parted: 0 },
    ...{ trace: null, matched: null, lastParted: null, error: '' },
    shapes: new Set(),
  }
}

async function playOnce(state: State): Promise<void> {
  state.trace = null
  state.matched = null
  try {
    state.trace = await state.job.play(`${process.pid}-${state.plays}`)
  } catch (error) {
    state.error = String(error)
  }
  state.plays++
}

function match(state: State, say: (line: string) => void): void {
  const { trace, job, name } = state
  if (trace === null) {
    say(`${name}: ${state.error}`)
    return
  }
  const matched = matchTrace(job.strategy, trace)
  state.matched = matched
  if (matched.outcome === 'match') {
    state.shapes.add(shapeOf(trace))
    return
  }
  state.lastParted = { trace, refusal: matched.refusal }
  if (matched.outcome === 'no-path') state.parted++
  const kept = keepParted(`${name.replace(' ', '.')}-${state.plays}`, trace)
  say(`${name}: ${matched.outcome}: ${tell(matched.refusal)} (${kept})`)
}

/** Whether there is no need to play it again. */
function isSettled({ trace, matched, kept }: State, { update }: CompareOptions): boolean {
  if (trace === null || matched?.outcome !== 'match') return false
  return update || isKept(trace, kept)
}

function isKept(trace: Trace, kept: readonly Trace[]): boolean {
  const shape = shapeOf(trace)
  return kept.some((one) => shapeOf(one) === shape)
}

/** What the furthest path of the model met. */
export function tell({ shown, expected, instead }: Refusal): string {
  const next = Object.entries(expected).map(([name, key]) => `${name}: ${key ?? 'nothing more'}`)
  return `after ${shown} events, not ${next.join(' or ')}, but ${instead.join(' or ')}`
}

function summary(states: readonly State[], options: CompareOptions): Comparison {
  const played = states.filter(({ trace }) => trace !== null)
  const matching = played.filter(({ matched }) => matched?.outcome === 'match')
  const changed: Trace[] = []
  const varied: Trace[] = []
  const allowed = new Map<string, number>()
  for (const { trace, kept, matched, shapes } of matching) {
    for (const name of matched?.outcome === 'match' ? matched.allowed : []) {
      allowed.set(name, (allowed.get(name) ?? 0) + 1)
    }
    if (trace === null || matched?.outcome !== 'match' || isKept(trace, kept)) continue
    ;(shapes.size > 1 ? varied : changed).push(trace)
    const found = { ...trace, allowed: matched.allowed }
    if (options.update) keep(options.kind, [found, ...kept].slice(0, variantsMax))
  }
  const others = (outcome: Matched['outcome']) =>
    played.filter(({ matched }) => matched?.outcome === outcome).flatMap(partedOf)
  return {
    traces: states.length,
    plays: states.reduce((sum, { plays }) => sum + plays, 0),
    divergences: others('no-path'),
    notRepeated: matching.filter(({ parted }) => parted > 0).flatMap(partedOf),
    changed,
    varied,
    unknown: others('unknown'),
    failed: states.flatMap(({ trace, name, error, plays }) =>
      trace === null && plays > 0 ? [{ job: name, error }] : [],
    ),
    leftOut: states.filter(({ trace, matched, plays }) => {
      return plays === 0 || (trace !== null && matched === null)
    }).length,
    allowed,
  }
}

function partedOf({ lastParted, plays, parted }: State): Parted[] {
  return lastParted === null ? [] : [{ ...lastParted, plays, parted }]
}
