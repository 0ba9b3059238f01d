/** What all schedules of a small scenario come to, by searches that leave out more or less. */
import type { EventKind, HistoryEvent } from '../../../../src/model/history.ts'
import { defaultScenario, type Scenario } from '../../../../src/model/scenario.ts'
import { properties } from '../../../../src/properties/all.ts'
import { property } from '../../../../src/properties/property.ts'
import { number } from '../../../../src/properties/state/values.ts'
import type { Disturbing } from '../../../../src/search/exhaustive/kafka/disturbers.ts'
import { createKafkaModel } from '../../../../src/search/exhaustive/kafka/kafka-model.ts'
import { searchExhaustively } from '../../../../src/search/exhaustive/state-space/breadth-first.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

export interface Outcomes {
  /** Every state was met. */
  readonly complete: boolean
  readonly states: number
  /** How many steps were the fault. */
  readonly fired: number
  /** The properties that some schedule breaks. */
  readonly broken: readonly string[]
  /** What happened after the fault, one line for each way in which a run can end. */
  readonly ends: ReadonlySet<string>
}

export interface Searching {
  readonly reduce: boolean
  /** What the faults say that they disturb; absent: what their files say. */
  readonly faults?: readonly Disturbing[]
  /** False: nothing is looked at but verdicts, and `ends` stays empty. */
  readonly observed: boolean
}

const statesMax = 60_000

/** Searches one member with one record, under one fault of that name. */
export function outcomesOf(
  strategy: Strategy,
  fault: string,
  { reduce, faults, observed }: Searching,
): Outcomes {
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const sizes = { partitions: 1, records: 1, members: 1, faultsMax: 1, budgets: { [fault]: 1 } }
  const scenario: Scenario = { ...defaultScenario, ...sizes, settings }
  const { observer, seen } = createObserver()
  const judged = observed ? [...properties, observer] : properties
  const options = faults === undefined ? { reduce } : { reduce, faults }
  const model = createKafkaModel(strategy, scenario, judged, options)
  const ends = new Set<string>()
  const watched: typeof model = {
    ...model,
    broken: (state) => {
      const broken = model.broken(state)
      if (state.over && observed && seen() !== '') ends.add(seen())
      return broken
    },
  }
  const found = searchExhaustively(watched, judged.length, { statesMax })
  return {
    complete: found.complete,
    states: found.distinct,
    fired: Object.values(model.coverage.fired).reduce((sum, count) => sum + count, 0),
    broken: properties.filter((_, i) => found.counterexamples[i] !== null).map(({ name }) => name),
    ends,
  }
}

/** Every kind but those of the end, which all runs have. */
const kinds: readonly EventKind[] = [
  ...(['started', 'stopping', 'stopped', 'died', 'joined', 'assigned', 'revoked', 'lost'] as const),
  ...(['produced', 'deleted-below', 'truncated-to', 'position', 'polled', 'effect'] as const),
  ...(['processing-started', 'processing-done', 'processing-failed'] as const),
  ...(['commit-requested', 'commit-applied', 'commit-refused', 'commit-acknowledged'] as const),
  ...(['commit-unknown', 'committed-offset-lost', 'store-saved', 'store-failed'] as const),
  ...(['transaction-begun', 'transaction-committed', 'transaction-aborted'] as const),
]

/**
 * A property that nothing breaks: it tells states apart by what was announced of the fault and by
 * what has happened since, in whatever order. Before the fault it sees nothing, so that whatever a
 * reduction may leave out until then is left out.
 */
function createObserver() {
  // Each text has a number, for state is made of numbers; 0: the fault has not fired.
  const texts = ['']
  const seen = { number: () => 0 }
  const observer = property({
    name: 'progress',
    heading: 'nothing',
    statement: 'Nothing breaks this.',
    brokenBy: null,
    examples: { breaks: [{ when: 'never', history: '' }], holds: [{ when: 'ever', history: '' }] },
    state: { text: number(0) },
    on: ({ own }) => {
      const say = (text: string): void => {
        own.text = texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1
      }
      const note = (event: HistoryEvent): void => {
        if (own.text !== 0) say(withEvent(texts[own.text] ?? '', event))
      }
      seen.number = () => own.text
      return {
        ...Object.fromEntries(kinds.map((kind) => [kind, note])),
        fault: ({ fault, member, detail }) => say(`${fault} ${member} ${detail}:`),
      }
    },
  })
  return { observer, seen: () => texts[seen.number()] ?? '' }
}

/** `fault A detail: kind 3, kind reason`, with the event among what is there. */
function withEvent(text: string, event: HistoryEvent): string {
  const of = event as Partial<Record<'offset' | 'reason' | 'error', unknown>>
  const what = [event.kind, of.offset, of.reason, of.error].filter((one) => one != null).join(' ')
  const colon = text.indexOf(':') + 1
  const known = new Set(text.slice(colon).split(','))
  return known.has(what) ? text : text.slice(0, colon) + [...known.add(what)].sort().join(',')
}
