/** The judge: feeds the events of one run after another to all that follow them. */
import type { Emit, HistoryEvent } from '../model/history.ts'
import { type Deliver, deliveriesByKind } from './deliveries.ts'
import type { MonitorContext } from './frame/context.ts'
import type { Witness } from './frame/witness.ts'
import type { Property } from './property.ts'
import { recordState } from './records/record-state.ts'
import type { Sometimes } from './sometimes-property.ts'
import { counts, type Tally, tallyOf } from './tally.ts'

/** What one property says of a run. */
export interface Judgement<Name extends string = string> {
  readonly property: Name
  /** Empty: it held. */
  readonly witnesses: readonly Witness[]
  /** Why it was not judged; null: it was. */
  readonly notApplicable: string | null
}

/** What is known of a run after its end. */
export interface RunResults<Name extends string = string> {
  /** One per property, in the order in which they were given. */
  readonly judgements: readonly Judgement<Name>[]
  /** The names of the `sometimes` properties that were seen. */
  readonly seen: readonly string[]
  readonly tally: Tally
}

/** Judges run after run: `emit` each event, ask for the results, `reset`. */
export interface Judge<Name extends string = string> {
  readonly emit: Emit
  reset(): void
  /** What was emitted since the last reset: those below `count()`; the rest is from runs before. */
  readonly events: readonly HistoryEvent[]
  count(): number
  /** A copy of what was emitted since the last reset. */
  history(): readonly HistoryEvent[]
  /** Asked after the `ended` event; looks at all that was emitted. */
  results(): RunResults<Name>
}

const NOBODY: readonly Deliver[] = []

/**
 * Makes a judge of these properties; it is reused from run to run.
 *
 * It notes the events of a run and looks at them when it is asked for the results: in one go, for
 * to go back and forth between running and judging costs as much again as the judging.
 */
export function createJudge<Name extends string>(
  properties: readonly Property<Name>[],
  context: MonitorContext,
  sometimes: readonly Sometimes[] = [],
): Judge<Name> {
  // A context of its own: what monitors share, they share within one judge.
  const own = { ...context }
  const judged = properties.map(({ name, monitor }) => ({ name, monitor: monitor(own) }))
  const watched = sometimes.map(({ name, monitor }) => ({ name, monitor: monitor() }))
  const [records, counted] = [recordState.of(own), counts.of(own)]
  const monitors = judged.map(({ monitor }) => monitor)
  const followers = new Set(monitors.flatMap((monitor) => monitor.followers))
  for (const one of counted.followers) followers.add(one)
  const fed = [...followers, ...monitors, ...watched.map(({ monitor }) => monitor)]
  const deliveries = deliveriesByKind(fed.map(({ on }) => on))
  /** The events of this run, those below `count`; what is above is from runs before. */
  const events: HistoryEvent[] = []
  let count = 0
  let delivered = 0
  const deliver = () => {
    const end = count
    for (let at = delivered; at < end; at++) {
      const event = events[at] as HistoryEvent
      const handlers = deliveries.get(event.kind) ?? NOBODY
      for (let i = 0; i < handlers.length; i++) (handlers[i] as Deliver)(event, at)
    }
    delivered = end
  }
  return {
    emit: (event) => {
      events[count++] = event
    },
    reset: () => {
      count = 0
      delivered = 0
      for (const one of fed) one.reset()
    },
    events,
    count: () => count,
    history: () => events.slice(0, count),
    results: () => {
      deliver()
      return {
        judgements: judged.map(({ name, monitor }) => ({
          property: name,
          witnesses: monitor.witnesses(),
          notApplicable: monitor.notApplicable,
        })),
        seen: watched.filter(({ monitor }) => monitor.seen()).map(({ name }) => name),
        tally: tallyOf(counted.state, records.state),
      }
    },
  }
}
