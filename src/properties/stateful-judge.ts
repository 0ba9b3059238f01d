/**
 * The judge whose state can be saved, restored, and told from others: for exhaustive search.
 *
 * It feeds the same monitors as `judge.ts` does, but at once, event by event.
 */
import type { Emit } from '../model/history.ts'
import { type Deliver, deliveriesByKind } from './deliveries.ts'
import type { MonitorContext } from './frame/context.ts'
import type { Follower } from './frame/follower.ts'
import type { Judgement } from './judge.ts'
import type { Monitor, Property } from './property.ts'
import type { Asked } from './state/asked.ts'
import type { SavedFields } from './state/field-set.ts'
import { type Hash, hashNumber } from './state/hash.ts'

/** A judge's state: opaque, never changed, and good for the judge that saved it. */
export interface SavedJudge {
  /** How many events there were. */
  readonly count: number
  /** The properties that are broken whatever may come: bit `i` is the property of that number. */
  readonly broken: number
  readonly parts: readonly SavedFields[]
}

/** What is fixed for a whole search, besides names. */
export interface JudgeOptions {
  /**
   * Whether judgements say as much as those of `createJudge`; without it some witnesses' text, and
   * the event at which they became certain, may be poorer, but not whether there is one.
   */
  readonly evidence: boolean
}

/** Judges runs that branch. */
export interface StatefulJudge {
  readonly emit: Emit
  reset(): void
  /** What is known now; it shares what has not changed with what was saved or restored before. */
  save(): SavedJudge
  restore(saved: SavedJudge): void
  /** Mixes in what the verdicts of all continuations depend on, and which verdicts are in. */
  fingerprint(saved: SavedJudge, asked: WithoutReads, into: Hash): void
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

/** Makes the judge. */
export function createStatefulJudge(
  properties: readonly Property[],
  context: MonitorContext,
  { evidence }: JudgeOptions = { evidence: true },
): StatefulJudge {
  if (properties.length > propertiesMax) throw new Error(`more than ${propertiesMax} properties`)
  const own = { ...context }
  const judged = properties.map((property) => ({ property, monitor: property.monitor(own) }))
  const all = new Set(judged.flatMap(({ monitor }) => monitor.followers))
  const followers = [...all].filter(({ evidenceOnly }) => evidence || !evidenceOnly)
  const fed = [...followers, ...judged.map(({ monitor }) => monitor)]
  const deliveries = deliveriesByKind(fed.map(({ on }) => on))
  const snapshots = createSnapshots(followers, judged)
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
    save: () => snapshots.save(state),
    restore: (saved) => snapshots.restore(saved, state),
    fingerprint: (saved, asked, into) => snapshots.fingerprint(saved, asked, into),
    brokenAlready: () => brokenIn(judged),
    broken: () => brokenAtEnd(judged),
    judgements: () => judged.map(judgementOf),
  }
}

function judgementOf({ property, monitor }: Judged): Judgement {
  const { notApplicable } = monitor
  return { property: property.name, witnesses: monitor.witnesses(), notApplicable }
}

function brokenIn(judged: readonly Judged[]): number {
  let broken = 0
  for (let i = 0; i < judged.length; i++) {
    if (judged[i]?.monitor.broken() === true) broken |= 1 << i
  }
  return broken
}

function brokenAtEnd(judged: readonly Judged[]): number {
  let broken = 0
  for (let i = 0; i < judged.length; i++) {
    const { monitor } = judged[i] as Judged
    if (monitor.witnesses().length > 0 && monitor.notApplicable === null) broken |= 1 << i
  }
  return broken
}

interface Progress {
  count: number
  /** Whether anybody followed an event since the state was saved or restored. */
  changed: boolean
}

type WithoutReads = Omit<Asked, 'reads'>

function createSnapshots(shared: readonly Follower[], judged: readonly Judged[]) {
  const followers = [...shared, ...judged.map(({ monitor }) => monitor)]
  let last: SavedJudge | null = null
  return {
    save: (state: Progress): SavedJudge => {
      const { count, changed } = state
      if (last === null || changed) {
        const parts: SavedFields[] = []
        for (let i = 0; i < followers.length; i++) parts.push((followers[i] as Follower).save())
        last = { count, broken: brokenIn(judged), parts }
      } else if (last.count !== count) last = { ...last, count }
      state.changed = false
      return last
    },
    restore: (saved: SavedJudge, state: Progress): void => {
      if (state.changed || last?.parts !== saved.parts) {
        for (let i = 0; i < followers.length; i++) {
          ;(followers[i] as Follower).restore(saved.parts[i] as SavedFields)
        }
      }
      state.count = saved.count
      state.changed = false
      last = saved
    },
    fingerprint: ({ broken, parts }: SavedJudge, without: WithoutReads, into: Hash): void => {
      const { names, offsetsVanish } = without
      const asked: Asked = { names, reads: readsOf(judged, broken), offsetsVanish }
      hashNumber(into, broken)
      for (let i = 0; i < followers.length; i++) {
        const property = i - shared.length
        // What cannot change any more does not matter.
        const matters = property < 0 ? asked.reads !== 0 : (broken & (1 << property)) === 0
        if (matters) followers[i]?.hash(parts[i] as SavedFields, asked, into)
      }
    },
  }
}

/** What is read of the record state for the properties that are not broken yet. */
function readsOf(judged: readonly Judged[], broken: number): number {
  let reads = 0
  for (let i = 0; i < judged.length; i++) {
    if ((broken & (1 << i)) === 0) reads |= judged[i]?.monitor.reads ?? 0
  }
  return reads
}
