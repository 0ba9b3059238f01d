/**
 * The judge whose state can be saved, taken up again, and told from others: for exhaustive search.
 *
 * It feeds the same monitors as `judge.ts` does, but at once, event by event.
 */
import type { Emit } from '../model/history.ts'
import { type Deliver, deliveriesByKind } from './deliveries.ts'
import type { Judgement } from './judge.ts'
import type { Asked, Kept } from './kept.ts'
import { type Lanes, mix } from './lanes.ts'
import type { Fold, Monitor, MonitorContext, Property } from './property.ts'

/** A judge's state: opaque, never changed, and good for the judge that saved it. */
export interface SavedJudge {
  /** How many events were told. */
  readonly count: number
  /** The properties that are broken whatever may come: bit `i` is the property of that number. */
  readonly broken: number
  readonly parts: readonly unknown[]
}

/** What is fixed for a whole search, besides names. */
export interface JudgeOptions {
  /**
   * Whether judgements tell as much as those of `createJudge`; without it some witnesses' text, and
   * the event at which they became certain, may be poorer, but not whether there is one.
   */
  readonly tells: boolean
}

/** Judges runs that branch. */
export interface StatefulJudge {
  readonly emit: Emit
  reset(): void
  /** What is known now; it shares what has not changed with what was saved or restored before. */
  save(): SavedJudge
  restore(saved: SavedJudge): void
  /** Mixes in what the verdicts of all continuations depend on, and which verdicts are in. */
  fingerprint(saved: SavedJudge, asked: WithoutReads, into: Lanes): void
  /** The properties that no continuation can mend: bit `i` is the property of that number. */
  brokenAlready(): number
  /** The properties that are broken; asked after the `ended` event. */
  broken(): number
  /** One per property, in the order in which they were given; asked after the `ended` event. */
  judgements(): readonly Judgement[]
}

/** As many properties as a bit mask has room for. */
const propertiesMax = 31

interface Judged {
  readonly property: Property
  readonly monitor: Monitor
}

/** Makes the judge; throws if a property's monitor keeps what cannot be saved. */
export function createStatefulJudge(
  properties: readonly Property[],
  context: MonitorContext,
  { tells }: JudgeOptions = { tells: true },
): StatefulJudge {
  if (properties.length > propertiesMax) throw new Error(`more than ${propertiesMax} properties`)
  const own = { ...context }
  const judged = properties.map((property) => ({ property, monitor: property.monitor(own) }))
  const folds = [...new Set(judged.flatMap(({ monitor }) => monitor.folds ?? []))].filter(
    (fold) => tells || fold.onlyTells !== true,
  )
  const fed = [...folds, ...judged.map(({ monitor }) => monitor)]
  const deliveries = deliveriesByKind(fed.map(({ on }) => on))
  const keeper = keepAll(folds, judged)
  const state = { count: 0, changed: true }
  return {
    emit: (event) => {
      const handlers = deliveries.get(event.kind)
      const index = state.count++
      if (handlers === undefined) return
      state.changed = true
      for (let i = 0; i < handlers.length; i++) (handlers[i] as Deliver)(event, index)
    },
    reset: () => {
      for (const one of fed) one.reset()
      state.count = 0
      state.changed = true
    },
    save: () => keeper.save(state),
    restore: (saved) => keeper.restore(saved, state),
    fingerprint: (saved, asked, into) => keeper.fingerprint(saved, asked, into),
    brokenAlready: () => brokenIn(judged),
    broken: () => brokenAtEnd(judged),
    judgements: () => judged.map(judgementOf),
  }
}

function judgementOf({ property, monitor }: Judged): Judgement {
  const notApplicable = monitor.notApplicable?.() ?? null
  return { property: property.name, witnesses: monitor.witnesses(), notApplicable }
}

function brokenIn(judged: readonly Judged[]): number {
  let broken = 0
  for (let i = 0; i < judged.length; i++) {
    if (judged[i]?.monitor.broken?.() === true) broken |= 1 << i
  }
  return broken
}

function brokenAtEnd(judged: readonly Judged[]): number {
  let broken = 0
  for (let i = 0; i < judged.length; i++) {
    const { monitor } = judged[i] as Judged
    if (monitor.witnesses().length > 0 && !monitor.notApplicable?.()) broken |= 1 << i
  }
  return broken
}

interface Progress {
  count: number
  /** Whether anybody was told of an event since the state was saved or restored. */
  changed: boolean
}

type WithoutReads = Omit<Asked, 'reads'>

function keepAll(folds: readonly Fold[], judged: readonly Judged[]) {
  const ofFolds = folds.map(({ kept }) => kept)
  const keepers = [...ofFolds, ...judged.map(keeperOf)]
  let last: SavedJudge | null = null
  return {
    save: (state: Progress): SavedJudge => {
      const { count, changed } = state
      if (last === null || changed) {
        const parts: unknown[] = []
        for (let i = 0; i < keepers.length; i++) parts.push(keepers[i]?.save())
        last = { count, broken: brokenIn(judged), parts }
      } else if (last.count !== count) last = { ...last, count }
      state.changed = false
      return last
    },
    restore: (saved: SavedJudge, state: Progress): void => {
      if (state.changed || last?.parts !== saved.parts) {
        for (let i = 0; i < keepers.length; i++) keepers[i]?.restore(saved.parts[i])
      }
      state.count = saved.count
      state.changed = false
      last = saved
    },
    fingerprint: ({ broken, parts }: SavedJudge, without: WithoutReads, into: Lanes): void => {
      const { names, offsetsVanish } = without
      const asked: Asked = { names, reads: readsOf(judged, broken), offsetsVanish }
      mix(into, broken)
      for (let i = 0; i < keepers.length; i++) {
        const property = i - ofFolds.length
        // What cannot change any more need not be told apart.
        const matters = property < 0 ? asked.reads !== 0 : (broken & (1 << property)) === 0
        if (matters) keepers[i]?.fingerprint(parts[i], asked, into)
      }
    },
  }
}

/** What is read of the ledger for the properties that are not broken yet. */
function readsOf(judged: readonly Judged[], broken: number): number {
  let reads = 0
  for (let i = 0; i < judged.length; i++) {
    if ((broken & (1 << i)) === 0) reads |= judged[i]?.monitor.reads ?? 0
  }
  return reads
}

function keeperOf({ property, monitor }: Judged): Kept {
  if (monitor.kept === undefined) throw new Error(`what ${property.name} keeps cannot be saved`)
  return monitor.kept
}
