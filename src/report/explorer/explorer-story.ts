/**
 * A counterexample as the explorer shows it: plain data that a page can carry, in the order in
 * which things happened. Made by `explorerStory`; `stateAt` says how all stood after a step.
 */
import type { HistoryEvent } from '../../model/history.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { Witness } from '../../properties/frame/witness.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'

/** One vertical line of the space-time diagram. */
export interface Lane {
  readonly kind: 'instance' | 'coordinator' | 'broker' | 'partition' | 'offsets' | 'store'
  /** As shown: `A`, `group coordinator`, `orders-0`, `__consumer_offsets`. */
  readonly title: string
}

/** A request on its way to a broker and its answer on the way back. Numbers are of steps. */
export interface Arrow {
  /** The lane of the instance that sent it. */
  readonly from: number
  /** The lane of whoever takes it. */
  readonly to: number
  /** Kafka's name of the request: `OffsetCommit`. */
  readonly api: string
  /** What it asks, in words: `orders-0 → 3, generation 1`. */
  readonly asks: string
  /** What was answered: `NONE`, another of Kafka's error names, null where nothing was. */
  readonly answer: string | null
  readonly sent: number
  /** Null: it never reached the broker. */
  readonly taken: number | null
  /** Null: it was not answered. */
  readonly answered: number | null
  /** Null: the answer reached nobody. */
  readonly arrived: number | null
  /** Where it was lost, or nobody waited any longer; null: it arrived. */
  readonly vanished: number | null
  /** Something that was sent later on arrived earlier. */
  readonly late: boolean
  /** Routine that a reader may leave out: fetches without records, heartbeats without news. */
  readonly routine: boolean
}

/** One thing that happened. */
export interface ExplorerStep {
  /** Virtual milliseconds since the start of the run. */
  readonly time: number
  /** Where it happened. */
  readonly lane: number
  /** What happened, in words: `polls orders-0@0..2`. */
  readonly text: string
  /** Why it was so by Kafka's rules, where the rule surprises; null otherwise. */
  readonly why: string | null
  /** The event of the history; null for a step of a message. */
  readonly event: HistoryEvent | null
  /** The arrow this is a step of, and which; null for an event of the history. */
  readonly message: { readonly arrow: number; readonly part: MessagePart } | null
  /** It concerns a record that a witness names. */
  readonly marked: boolean
  /** It is routine: see `Arrow.routine`. */
  readonly routine: boolean
}

/** What can become of a message. */
export type MessagePart = 'sent' | 'taken' | 'answered' | 'arrived' | 'vanished'

/** A record that was lost or repeated. */
export interface MarkedRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

export interface ExplorerStory {
  /** Stable for the cell: `commit-sync-after-batch/crash/at-most-once/earliest`. */
  readonly key: string
  readonly strategy: string
  readonly fault: FaultSet
  readonly property: PropertyName
  readonly settings: Cell['settings']
  readonly claimed: boolean
  /** The property's sentence for somebody on call. */
  readonly statement: string
  /** The one line to paste, without `npx`. */
  readonly replay: string
  /** The story as the terminal tells it. */
  readonly text: string
  readonly lanes: readonly Lane[]
  readonly arrows: readonly Arrow[]
  readonly steps: readonly ExplorerStep[]
  /** `since` is the number of a step. */
  readonly witnesses: readonly Witness[]
  readonly records: readonly MarkedRecord[]
}

/** How an instance stands. */
export interface InstanceState {
  readonly member: string
  readonly status: 'running' | 'stopping' | 'stopped' | 'crashed' | 'died' | 'given up'
  /** -1: in no generation. */
  readonly generation: number
  /** As `orders-0`. */
  readonly assignment: readonly string[]
  /** By partition: the next offset that it will be given. */
  readonly positions: Readonly<Record<string, number>>
  /** Numbers of arrows: requests of its that are on their way or unanswered. */
  readonly inFlight: readonly number[]
}

/** What a record has been through, in order, each with the step: `polled by A`, `effect by B`. */
export interface RecordState extends MarkedRecord {
  readonly life: readonly { readonly step: number; readonly text: string }[]
  readonly effects: number
}

/** How all stood after a step. */
export interface ExplorerState {
  readonly step: number
  readonly time: number
  readonly instances: readonly InstanceState[]
  /** By partition: the committed offset; null: none. */
  readonly committed: Readonly<Record<string, number | null>>
  /** By partition: the offset after the last record. */
  readonly logEnd: Readonly<Record<string, number>>
  readonly records: readonly RecordState[]
}
