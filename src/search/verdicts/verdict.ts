/** What a search says of one property: a cell of the comparison, as `--json` writes it. */
import type { FaultName } from '../../model/faults/all.ts'
import type { HistoryEvent } from '../../model/history.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { Witness } from '../../properties/frame/witness.ts'
import type { FaultSet } from './fault-sets.ts'

/**
 * `holds`: proved, every schedule within the bounds of `search.states` was tried (of a replay: its
 * one run); `not-found`: none of `search.schedules` random schedules broke it, which is no proof.
 */
export type VerdictName = 'holds' | 'not-found' | 'violated' | 'unknown' | 'vacuous'

export interface Counterexample {
  /** The choices, as `replay --path` takes them. */
  readonly path: string
  /** The one line to paste. */
  readonly replay: string
  /** Which schedule of the search found it, and how many choices it had then and has now. */
  readonly schedule: number
  /**
   * Where it is from, if no schedule found it that this search drew; then `schedule` is 0: a saved
   * path, a schedule that broke other strategies, an edit of one that broke another property.
   */
  readonly from?: 'regressions' | 'known-schedules' | 'shrinking'
  readonly choicesFound: number
  readonly choices: number
  /** Of real programs, which never run twice alike: how often it was seen to break. */
  readonly seen?: { readonly broken: number; readonly runs: number }
  readonly witnesses: readonly Witness[]
  /** With no fault, a member joined while another already worked: that is why. Absent: not. */
  readonly rebalanceAtStart?: true
  /** The shrunk history up to the last witness, without work on partitions none of them names. */
  readonly events: readonly HistoryEvent[]
  /** How many events were left out to keep a report small: then `events` is empty. */
  readonly eventsOmitted?: number
}

export interface SearchSummary {
  /** `moments`: of real programs, each schedule a fault at a moment of the protocol. */
  readonly mode: 'random' | 'exhaustive' | 'replay' | 'moments'
  readonly schedules: number
  readonly complete: boolean
  /** What an exhaustive search met, and within which sizes. */
  readonly states?: StatesSummary
}

/** The states of one exhaustive search, which judges all properties of its cells at once. */
export interface StatesSummary {
  readonly distinct: number
  /** States reached, each as often as it was. */
  readonly generated: number
  /** Actions to the farthest of them. */
  readonly depth: number
  /** Met and not expanded, because the search was stopped. */
  readonly frontier: number
  /** What stopped it; null: it met every state. */
  readonly stopped: 'states' | 'depth' | 'time' | 'decided' | null
  /** How many steps injected each fault; absent in what is older than the count. */
  readonly strikes?: Readonly<Partial<Record<FaultName, number>>>
  /** An upper bound of the chance that a state was overlooked. */
  readonly collisionProbability: number
  readonly within: StateBoundsEntry
}

/** The sizes within which every schedule was to be tried. */
export interface StateBoundsEntry {
  readonly partitions: number
  readonly records: number
  readonly members: number
  readonly faultsMax: number
  /** How often in a row a consumer polls in vain as long as anything else can happen. */
  readonly idlePollsMax: number
  /** How often something is slow for a while; absent: every order of events was to be tried. */
  readonly delaysMax?: number
  /**
   * How many steps a schedule has before the calm, as in every run; absent: all came to rest
   * before.
   */
  readonly stepsMax?: number
}

export interface Cell {
  readonly strategy: string
  readonly fault: FaultSet
  readonly property: PropertyName
  readonly settings: Readonly<Partial<Settings>>
  readonly verdict: VerdictName
  /** Why it is vacuous or unknown; null otherwise. */
  readonly reason: string | null
  /** Whether the strategy claims this property under this fault. */
  readonly claimed: boolean
  readonly search: SearchSummary
  readonly counterexample: Counterexample | null
}
