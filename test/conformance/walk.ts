/** Traces made of the model's own histories: walks through its states, some steps by chance. */
import { committedIn, eventsSince, withAllRecords } from '../../conformance/trace/model-state.ts'
import { project } from '../../conformance/trace/project.ts'
import { scenarioOf } from '../../conformance/trace/scenario-of.ts'
import type { After, ScheduleName, Trace, TraceEvent } from '../../conformance/trace/trace.ts'
import type { CommitSource } from '../../src/model/history.ts'
import { createKafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'
import { stream } from '../../src/search/schedules/streams.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'

export interface Walk {
  readonly schedule: ScheduleName
  /** Events that budgets are counted from, as the script would have written them. */
  readonly script: Readonly<Record<string, readonly TraceEvent[]>>
  /** How often another step than the default is taken, of 100. */
  readonly chance: number
  readonly seed: number
}

/** In a walk with another member that one starts when so many records are done. */
const joinsAt = 2

/** Records that a walk is for, and how many of them are done before it ends. */
const records = 4
const doneMax = 2 * records
const stepsMax = 600

/** The trace of a walk that ends when everything is done, or soon after. */
export function walk(strategy: Strategy, { schedule, script, chance, seed }: Walk): Trace {
  const frame: Trace = {
    ...{ strategy: strategy.name, schedule, settings: { ...strategy.settings } },
    versions: { kafka: '3.9.1', clients: '3.9.1' },
    ...{ partitions: 2, records, members: script, committed: [null, null] },
  }
  const model = createKafkaModel(strategy, scenarioOf(frame), [], {
    recordHistory: true,
    reduce: false,
  })
  const draw = stream(seed, 1)
  let state = withAllRecords(model)
  for (let steps = 0; steps < stepsMax; steps++) {
    const next: KafkaState[] = []
    let first = 0
    model.forEachSuccessor(state, (one, choices) => {
      if (choices[0] === 0) first = next.length
      next.push(one)
    })
    if (next.length === 0 || doneIn(state) >= doneMax) break
    const other = draw() * 100 < chance
    const usual = next[other ? Math.floor(draw() * next.length) : first] as KafkaState
    const joins = doneIn(state) >= joinsAt && next.find((one) => startsIn(one, state))
    state = joins || usual
  }
  const committed = [committedIn(state, 0), committedIn(state, 1)]
  return { ...frame, members: membersOf(state), committed }
}

function startsIn(state: KafkaState, before: KafkaState): boolean {
  return state.parts.instances.length > before.parts.instances.length
}

function doneIn(state: KafkaState): number {
  return eventsSince(state, null).filter(({ kind }) => kind === 'processing-done').length
}

function membersOf(state: KafkaState): Record<string, TraceEvent[]> {
  const members: Record<string, TraceEvent[]> = {}
  const sourceOf = (commit: number): CommitSource => state.parts.commits[commit]?.source ?? 'sync'
  for (const event of eventsSince(state, null)) {
    const seen = project(event, sourceOf)
    if (seen?.member == null) continue
    const after = countsOf(members, seen.member)
    members[seen.member] = [...(members[seen.member] ?? []), { ...seen.event, after }]
  }
  return members
}

/** How much of the others came before: in a walk all of it is known. */
function countsOf(members: Readonly<Record<string, readonly TraceEvent[]>>, but: string): After {
  const others = Object.entries(members).filter(([name]) => name !== but)
  return Object.fromEntries(others.map(([name, events]) => [name, events.length]))
}
