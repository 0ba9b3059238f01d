/** Plays one path and reports everything: the events, and what each property says of them. */
import type { Emit, HistoryEvent } from '../../model/history.ts'
import { createMeter, type Meter } from '../../model/meter/meter.ts'
import type { TraceEntry } from '../../model/meter/trace-entry.ts'
import type { Outcome } from '../../model/run/run.ts'
import type { Scenario } from '../../model/scenario.ts'
import { tellingLines } from '../../model/telling-lines.ts'
import type { PropertyName, ShippedProperty } from '../../properties/all.ts'
import { createJudge, type Judgement } from '../../properties/judge.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import { createSubject, type Runner } from '../schedules/subject.ts'

/** What to play. */
export interface ReplayRequest {
  readonly strategy: AnyStrategy
  readonly scenario: Scenario
  readonly choices: readonly number[]
  readonly properties: readonly ShippedProperty[]
  readonly runner: Runner
}

/** The whole of one run. */
export interface Replayed {
  readonly events: readonly HistoryEvent[]
  /** Per property, in the order of the request. */
  readonly judgements: readonly Judgement<PropertyName>[]
  readonly outcome: Outcome
  /** The 0-based choice that no longer fits (a path of another scenario or version), or -1. */
  readonly misfitAt: number
}

/** A run with where its messages went. */
export interface Traced extends Replayed {
  /** The events among what became of each message. */
  readonly trace: readonly TraceEntry[]
}

/** Plays the choices; beyond their end everything goes well. */
export function replay(request: ReplayRequest): Replayed {
  return play(request, null)
}

/** Plays the choices and watches the network. */
export function traceReplay(request: ReplayRequest): Traced {
  const trace: TraceEntry[] = []
  return { ...play(request, { ...createMeter(), trace }), trace }
}

function play(request: ReplayRequest, meter: Meter | null): Replayed {
  const { strategy, scenario, runner } = request
  const { context } = createSubject(strategy, scenario, runner)
  const judge = createJudge(request.properties, context)
  const choices = new ReplayChoices(request.choices, 'choices')
  const events: HistoryEvent[] = []
  const emit: Emit = (event) => {
    events.push(event)
    judge.emit(event)
    meter?.trace?.push({ kind: 'event', event })
  }
  const outcome = tellingLines(() => runner(strategy, scenario, choices, emit, meter ?? undefined))
  return { events, judgements: judge.results().judgements, outcome, misfitAt: choices.misfitAt }
}
