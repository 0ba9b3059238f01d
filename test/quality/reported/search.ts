/** Searches a reported service, and looks into the story of what was found. */
import { isDeepStrictEqual } from 'node:util'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import type { EventKind, EventOf, HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import type { PropertyName, ShippedProperty } from '../../../src/properties/all.ts'
import { properties } from '../../../src/properties/all.ts'
import type { Witness } from '../../../src/properties/frame/witness.ts'
import { searchRandom } from '../../../src/search/random/random-search.ts'
import type { AnyStrategy } from '../../../src/strategies/strategy.ts'

/** What to search. */
export interface Search {
  /** The file in `services/`, or a program over the model. */
  readonly subject: string | AnyStrategy
  /** The most faults of each kind in one schedule. */
  readonly faults: Readonly<Partial<Record<FaultName, number>>>
  readonly schedules: number
  readonly judge: readonly (PropertyName | ShippedProperty)[]
  /** What is worth a few hundred runs more: without them the story may hold idle choices. */
  readonly shrinkFully?: readonly PropertyName[]
  readonly scenario?: Partial<Omit<Scenario, 'budgets'>>
  readonly seed?: string
}

/** A property that some schedules broke, and the story of one of them after shrinking. */
export interface Found {
  readonly property: PropertyName
  readonly violations: number
  /** The number of the schedule that was shrunk. */
  readonly schedule: number
  readonly choicesFound: number
  readonly choices: number
  readonly story: readonly HistoryEvent[]
  readonly witnesses: readonly Witness[]
}

/** What a search of a reported service found: nothing for what no schedule broke. */
export interface Findings {
  readonly found: readonly Found[]
  /** In how many schedules each fault struck. */
  readonly struck: Readonly<Partial<Record<FaultName, number>>>
}

const searched = new Map<Search, Findings>()

/** Searches each request once, however often it is asked for. */
export function search(request: Search): Findings {
  const known = searched.get(request)
  if (known !== undefined) return known
  const findings = searchNow(request)
  searched.set(request, findings)
  return findings
}

/** Two brokers, as kafkajs fetches from each on its own; everything else as everywhere. */
function searchNow(request: Search): Findings {
  const { subject, faults, schedules, judge, shrinkFully = [], scenario, seed } = request
  const strategy = typeof subject === 'string' ? service(subject) : subject
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const { findings, fired: struck } = searchRandom({
    strategy,
    scenario: { ...defaultScenario, brokers: 2, settings, ...scenario, budgets: faults },
    seed: seed ?? 'reported',
    schedules,
    properties: judge.map((one) => (typeof one === 'string' ? propertyOf(one) : one)),
    sometimes: [],
    runner: runStrategy,
    claimed: shrinkFully,
  })
  const found = findings.flatMap(({ property, violations, counterexample }) => {
    if (counterexample === null) return []
    const { schedule, choicesFound, choices, events: story, witnesses } = counterexample
    return [
      { property: property.name, violations, schedule, choicesFound, choices, story, witnesses },
    ]
  })
  return { found, struck }
}

function service(name: string): AnyStrategy {
  const { href } = new URL(`./services/${name}.ts`, import.meta.url)
  return { name, claims: 'at-least-once', service: href }
}

function propertyOf(name: PropertyName): ShippedProperty {
  const property = properties.find((one) => one.name === name)
  if (property === undefined) throw new Error(`no property ${name}`)
  return property
}

/** The finding of the property; it must have been broken. */
export function broken({ found }: Findings, property: PropertyName): Found {
  const finding = found.find((one) => one.property === property)
  if (finding === undefined) throw new Error(`no schedule broke ${property}`)
  return finding
}

/** The names of what was broken. */
export function brokenOnes({ found }: Findings): PropertyName[] {
  return found.map(({ property }) => property)
}

/** The faults of a story, in the order in which they struck. */
export function faultsOf({ story }: Found): string[] {
  return eventsOf(story, 'fault').map(({ fault }) => fault)
}

/** All events of a kind. */
export function eventsOf<K extends EventKind>(
  story: readonly HistoryEvent[],
  kind: K,
): EventOf<K>[] {
  return story.filter((event): event is EventOf<K> => event.kind === kind)
}

type Pattern<K extends EventKind> = { readonly kind: K } & Partial<EventOf<K>>

/** The first event after `from` that has all that the pattern names; it must be there. */
export function next<K extends EventKind>(
  story: readonly HistoryEvent[],
  from: HistoryEvent | null,
  pattern: Pattern<K>,
): EventOf<K> {
  const start = from === null ? 0 : story.indexOf(from) + 1
  const event = story.slice(start).find((one) => matches(one, pattern))
  if (event === undefined) throw new Error(`the story lacks ${JSON.stringify(pattern)}`)
  return event as EventOf<K>
}

function matches(event: HistoryEvent, pattern: object): boolean {
  return Object.entries(pattern).every(([name, value]) =>
    isDeepStrictEqual((event as unknown as Record<string, unknown>)[name], value),
  )
}
