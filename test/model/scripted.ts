/**
 * A scripted run: a program of the test's own, in a scenario of the test's own, and faults that
 * strike when something has just been seen. Everything else goes well and in its usual order.
 *
 * A fault that never struck, or that struck another member than the script names, is an error: a
 * test must not pass because nothing happened.
 */
import type { Choices, Question } from '../../src/model/choices.ts'
import type { Consumer } from '../../src/model/consumer/api.ts'
import type { FaultName } from '../../src/model/faults/all.ts'
import type { EventKind, EventOf, HistoryEvent } from '../../src/model/history.ts'
import type { ConsumerRecord, Program } from '../../src/model/instance/ops.ts'
import { type Outcome, run } from '../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'
import { defaultSettings, type Settings } from '../../src/model/settings.ts'
import { strategies } from '../../src/strategies/all.ts'
import type { Services, Strategy } from '../../src/strategies/strategy.ts'

/** Sees every event as it happens; `before` ends with it. */
export type When = (event: HistoryEvent, before: readonly HistoryEvent[]) => boolean

export interface Strike {
  readonly fault: FaultName
  /** It strikes at the first step after this was true at which it is possible. */
  readonly when: When
  /** A member's name (for crash, shutdown and pause), or the number of the target. */
  readonly target?: string | number
  /** Answers to what the fault asks. */
  readonly details?: readonly number[]
}

export interface Script {
  readonly scenario?: Partial<Scenario>
  readonly settings?: Partial<Settings>
  readonly faults?: readonly Strike[]
  /** Which ordinary action is next; absent: the one that is due first. */
  readonly order?: (ordinary: number, step: number) => number
  /** The answer to what the world asks. */
  readonly world?: number
  /** How the program is woken when it is asked to stop. */
  readonly wakesOnlyPoll?: boolean
  /** How many consumers a process has, each running the program. */
  readonly consumersPerProcess?: number
  readonly topics?: Pick<Strategy, 'retryTopics' | 'retryPartitions' | 'deadLetterTopic'>
}

/** What a program of a test is given: a strategy's services, and a way to tell the test. */
export interface Stage extends Services {
  readonly member: string
  readonly note: (text: unknown) => void
}

export type Act = (stage: Stage) => Program<void>

export interface Played {
  readonly events: readonly HistoryEvent[]
  /** What the programs noted, each with the name of its member in front, in order. */
  readonly notes: readonly string[]
  readonly outcome: Outcome
}

/** One partition, one member, four records; small enough to be read as a whole. */
const smallScenario = { ...defaultScenario, partitions: 1, members: 1, records: 4 }

/** Runs the program under the script. */
export function play(script: Script, act: Act): Played {
  const strikes = script.faults ?? []
  const budgets: Partial<Record<FaultName, number>> = {}
  for (const { fault } of strikes) budgets[fault] = (budgets[fault] ?? 0) + 1
  const scenario: Scenario = {
    ...smallScenario,
    faultsMax: strikes.length,
    budgets,
    settings: { ...defaultSettings, ...script.settings },
    ...script.scenario,
  }
  const notes: string[] = []
  const choices = new ScriptedChoices(script)
  const { wakesOnlyPoll = false, consumersPerProcess = 1 } = script
  let begun = 0
  const strategy = {
    name: 'scripted',
    wakesOnlyPoll,
    consumersPerProcess,
    ...script.topics,
    *run(services: Services): Program<void> {
      const member = of(choices.events, 'started')[begun++]?.member ?? ''
      const note = (text: unknown) => notes.push(`${member} ${String(text)}`)
      yield* act({ ...services, member, note })
    },
  }
  const outcome = run(strategy, scenario, choices, (event) => choices.see(event))
  choices.checkThatAllStruck()
  return { events: choices.events, notes, outcome }
}

class ScriptedChoices implements Choices {
  readonly events: HistoryEvent[] = []
  readonly #script: Script
  readonly #waiting: Strike[]
  readonly #armed: Strike[] = []
  #striking: Strike | null = null
  #details: number[] = []
  #step = 0

  constructor(script: Script) {
    this.#script = script
    this.#waiting = [...(script.faults ?? [])]
  }

  see(event: HistoryEvent): void {
    if (event.kind === 'fault') this.#checkTarget(event)
    this.events.push(event)
    const due = this.#waiting.filter((strike) => strike.when(event, this.events))
    for (const strike of due) {
      this.#waiting.splice(this.#waiting.indexOf(strike), 1)
      this.#armed.push(strike)
    }
  }

  choose(bound: number, what: Question): number {
    const answer = this.#answer(what)
    if (answer >= bound) throw new Error(`the script chose ${answer} of ${bound} (${what.about})`)
    return answer
  }

  #answer(what: Question): number {
    switch (what.about) {
      case 'step':
        return this.#fault(what) ?? this.#script.order?.(what.ordinary, this.#step++) ?? 0
      case 'fault-target':
        return this.#target(this.#striking?.target ?? 0)
      case 'fault-detail':
      case 'delay-target':
      case 'delay-scope':
        return this.#details.shift() ?? 0
      case 'world':
        return this.#script.world ?? 0
      default:
        return what.about satisfies never
    }
  }

  #fault(what: Question): number | null {
    const strike = this.#armed.find(({ fault }) => what.possible(fault))
    if (strike === undefined) return null
    this.#armed.splice(this.#armed.indexOf(strike), 1)
    this.#striking = strike
    this.#details = [...(strike.details ?? [])]
    return what.ordinary + what.faults.indexOf(strike.fault)
  }

  #target(target: string | number): number {
    if (typeof target === 'number') return target
    return Math.max(0, running(this.events).indexOf(target))
  }

  #checkTarget(event: EventOf<'fault'>): void {
    const wanted = this.#striking?.target
    if (typeof wanted === 'string' && event.member !== wanted) {
      throw new Error(`${event.fault} struck ${event.member} instead of ${wanted}`)
    }
  }

  checkThatAllStruck(): void {
    const left = [...this.#waiting, ...this.#armed].map(({ fault }) => fault)
    if (left.length > 0) throw new Error(`the script's ${left.join(', ')} never struck`)
  }
}

function running(events: readonly HistoryEvent[]): string[] {
  const names: string[] = []
  for (const event of events) {
    if (event.kind === 'started') names.push(event.member)
    const crashed = event.kind === 'fault' && event.fault === 'crash'
    if (!crashed && event.kind !== 'stopped' && event.kind !== 'died') continue
    names.splice(names.indexOf(event.member ?? ''), 1)
  }
  return names
}

/** The event of a kind, of that member if one is named; `nth` counts from 1. */
export function seen(kind: EventKind, member?: string, nth = 1): When {
  const matches = (event: HistoryEvent): boolean =>
    event.kind === kind && (member === undefined || ('member' in event && event.member === member))
  return (event, before) => matches(event) && before.filter(matches).length === nth
}

/** All events of a kind. */
export function of<K extends EventKind>(
  events: readonly HistoryEvent[],
  kind: K,
): readonly EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** Events of some kinds as short lines: `A commit-applied 0@3`, `A polled 0@0,1,2`. */
export function lines(events: readonly HistoryEvent[], ...kinds: readonly EventKind[]): string[] {
  return events.filter(({ kind }) => kinds.includes(kind)).map(line)
}

function line(event: HistoryEvent): string {
  const member = 'member' in event && event.member !== null ? `${event.member} ` : ''
  const offset =
    'offsets' in event ? `@${event.offsets}` : 'offset' in event ? `@${event.offset}` : ''
  const place = 'partition' in event ? ` ${event.partition}${offset}` : ''
  const what = event.kind === 'fault' ? ` ${event.fault}` : ''
  const why = 'error' in event ? ` ${event.error}` : 'reason' in event ? ` ${event.reason}` : ''
  return `${member}${event.kind}${what}${place}${why}`
}

/** The name of the exception that a call ends with, or `ok`. */
export function* outcomeOf(call: Program<unknown>): Program<string> {
  try {
    yield* call
    return 'ok'
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

/** Polls until there are records. */
export function* firstRecords(consumer: Consumer): Program<readonly ConsumerRecord[]> {
  for (;;) {
    const records = yield* consumer.poll()
    if (records.length > 0) return records
  }
}

/** Goes on polling and processing to the end of the run, and commits nothing. */
export function* goOn({ consumer, process }: Services): Program<never> {
  for (;;) for (const record of yield* consumer.poll()) yield* process(record)
}

/** The strategy of that name that ships. */
export function shipped(name: string): Strategy {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = found
  if ('service' in strategy) throw new Error(`${name} is no program over the model`)
  return strategy
}

/** Places of the run's topic. */
export const place = (partition: number) => ({ topic: defaultScenario.topic, partition })

/** Offsets to commit: the next offset to read of one partition. */
export function upTo(partition: number, offset: number) {
  return [{ ...place(partition), offset }]
}
