/**
 * What a fault is. All that is known of one stands in its own file, as two constants: its facts,
 * which are plain data, and how it is injected. `all.ts` lists both.
 */
import type { World } from '../world.ts'
import type { Processes } from './processes.ts'
import type { Target } from './target.ts'

/**
 * What may be other than before when the fault has fired, or what it looks at when it chooses a
 * target or its details. Exhaustive search leaves out orders of events because of what no fault
 * that is left disturbs: a `false` that is wrong makes it miss schedules, silently.
 */
export interface Disturbs {
  /** Which partitions there are, who leads them, and with that what brokers say of them. */
  readonly topics: boolean
  /** Of a partition that is there: where its log starts and ends, how far it is replicated. */
  readonly log: boolean
  /** Committed offsets fall back or vanish, other than by a commit. */
  readonly offsets: boolean
  /** The log of `__consumer_offsets` below its high watermark: it is cut, or chosen from. */
  readonly offsetsLog: boolean
  /** The coordinator forgets what is not in its log, and reads the last group metadata there. */
  readonly coordinator: boolean
  /** Whether a process runs, is frozen or is asked to stop: that of the target, or a new one. */
  readonly processes: boolean
  /** As `processes`, of all processes at once. */
  readonly everyProcess: boolean
  /** A handler, or a call of the external store, that is under way: it fails or takes longer. */
  readonly handlers: boolean
  /** Any request or answer of a process that goes on: it is lost, late, or never answered. */
  readonly network: boolean
  /** As `network`, of a commit request alone. */
  readonly commits: boolean
  /** A transaction ends, or its producer is fenced; a log is disturbed by its markers alone. */
  readonly transactions: boolean
}

/** What becomes of a process: it ends at once, begins to stop, or freezes. */
export type Fate = 'ends' | 'stops' | 'freezes'

/** What is known of a fault. */
export interface FaultFacts {
  /** As the command line, the JSON and the reports call it; the file is named after it. */
  readonly name: string
  /** What happens: one sentence, for lists. */
  readonly summary: string
  /** Stands upright over a narrow column. */
  readonly heading: string
  /** How a story says it, after the name of the member if it is one's. */
  readonly sentence: string
  /** Why it matters: what the explorer says beside the step. */
  readonly reason: string
  /** The lane of a diagram in which it is drawn where it names no member. */
  readonly place: 'coordinator' | 'offsets' | 'partition'
  /**
   * What becomes of the process that its event names (of all, where it names none), if that event
   * is all that the history says of it; null: nothing.
   */
  readonly fate: Fate | null
  /** What the cluster throws away, which no consumer can help; null: nothing. */
  readonly loses: 'records' | 'offsets' | null
  /** Whether `auto.offset.reset` decides afterwards where somebody reads on. */
  readonly resets: boolean
  /** In which phases of a process it can fire (`properties/phases.ts`). */
  readonly phases: 'any' | readonly string[]
  /** What a strategy must use for it to have a target. */
  readonly needs: 'nothing' | 'commits' | 'store' | 'transactions'
  readonly disturbs: Disturbs
}

/** How a fault is injected. */
export interface Injection {
  /** In a stable order. What it does to processes it does through `processes` alone. */
  targets(world: World, processes: Processes): readonly Target[]
  /** Whether there is a target, where that is found out faster than the targets are made. */
  possible?(world: World): boolean
}
