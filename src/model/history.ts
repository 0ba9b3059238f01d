/**
 * The history: everything that happened in a run, as plain JSON events.
 *
 * It is the only border between running and judging: properties see these events and nothing
 * else, so the same property judges the model, a simulated client and a real cluster.
 *
 * Names: `member` is the instance (`A`, `B`, ...), `generation` is the group generation it held
 * (-1: none), `offset` of a commit is the next offset to read. `time` is virtual milliseconds.
 */
/** Where a partition's position came from. */
export type PositionReason =
  | 'committed'
  | 'earliest'
  | 'latest'
  | 'by_duration'
  | 'seek'
  | 'truncation'

/** How a commit was asked for; `manual`: by `consumer.commitOffsets` of kafkajs. */
export type CommitSource = 'sync' | 'async' | 'auto' | 'manual' | 'transaction'

interface Base {
  /** Virtual milliseconds since the start of the run. */
  readonly time: number
}

interface Acting extends Base {
  /** The instance's name. */
  readonly member: string
}

interface InGeneration extends Acting {
  readonly generation: number
}

interface Place {
  readonly topic: string
  readonly partition: number
}

/** Where a record stands in a log. */
export interface LogPlace extends Place {
  readonly offset: number
}

/** Identifies one commit request of a run: requested, applied, acknowledged, ... share it. */
interface OfCommit {
  readonly commit: number
}

/** `src/consumer.ts:14`, of the user's code; there where the run was played to be told. */
interface OfCode {
  readonly line?: string
}

export type HistoryEvent =
  // Life of an instance.
  | (Acting & { readonly kind: 'started'; readonly replaces: string | null })
  | (Acting & { readonly kind: 'stopping' })
  | (Acting & { readonly kind: 'stopped' })
  /** Ended by an exception that nobody caught; `error` is its name, `message` its text. */
  | (Acting & OfCode & { readonly kind: 'died'; readonly error: string; readonly message: string })
  /** A thread that polls has returned (`error` null), or any has died; its process goes on. */
  | (Acting & {
      readonly kind: 'thread-ended'
      readonly polled: boolean
      readonly error: string | null
      readonly message: string
    })
  /** Another thread polls now in the place of one that ended. */
  | (Acting & { readonly kind: 'polls-again' })
  /** Died so often in the calm that its supervisor gave it up. */
  | (Acting & { readonly kind: 'given-up' })
  // The log.
  /** `copyOf`: the record that a member has handed on to here, to be handed out once more. */
  | (Base &
      Place & {
        readonly kind: 'produced'
        readonly offset: number
        readonly aborted: boolean
        readonly copyOf?: LogPlace
      })
  /** Log start moved to `offset`, or the log end was cut back to `offset`. */
  | (Base & Place & { readonly kind: 'deleted-below'; readonly offset: number })
  | (Base & Place & { readonly kind: 'truncated-to'; readonly offset: number })
  // Group membership and positions.
  /** `group`: that of a retry topic; absent: the group of the run. */
  | (InGeneration & { readonly kind: 'joined'; readonly group?: string })
  | (InGeneration & Place & { readonly kind: 'assigned' })
  | (InGeneration & Place & { readonly kind: 'revoked' })
  | (InGeneration & Place & { readonly kind: 'lost' })
  /** By the clock: the coordinator has heard nothing of it for its session, and puts it out. */
  | (Acting & { readonly kind: 'session-expired' })
  /** It has slept for longer than max.poll.interval.ms since its last poll: it leaves. */
  | (Acting & { readonly kind: 'poll-timeout-expired' })
  | (Acting &
      Place & {
        readonly kind: 'position'
        readonly offset: number
        readonly reason: PositionReason
      })
  // What the application asks of its client: a seek to a place is a position, too.
  /**
   * In place of all that was subscribed to before, by that consumer of its process; `consumer` is
   * absent for the one that was made first.
   */
  | (Acting & {
      readonly kind: 'subscribed'
      readonly topics: readonly string[]
      readonly consumer?: number
    })
  | (Acting & { readonly kind: 'unsubscribed' })
  /** Without the group; in place of all that was assigned before. */
  | (Acting & { readonly kind: 'assigned-by-hand'; readonly partitions: readonly string[] })
  /** The position follows when it has been looked up. */
  | (Acting & Place & { readonly kind: 'sought-end'; readonly end: 'beginning' | 'end' })
  /** Nothing of the partition is handed out until it is resumed. */
  | (Acting & Place & { readonly kind: 'paused' })
  | (Acting & Place & { readonly kind: 'resumed' })
  // Records, in the order of their life: returned by poll, started, effect, done.
  | (InGeneration & Place & { readonly kind: 'polled'; readonly offsets: readonly number[] })
  | (Acting & Place & OfCode & { readonly kind: 'processing-started'; readonly offset: number })
  | (Acting & Place & { readonly kind: 'processing-done'; readonly offset: number })
  | (Acting & LogPlace & { readonly kind: 'processing-failed'; readonly error: string })
  /** Given up on purpose: the strategy goes on as if it were done. */
  | (Acting & Place & OfCode & { readonly kind: 'processing-skipped'; readonly offset: number })
  /**
   * Handed on to another place, as to a dead letter queue: the brokers have its contents there.
   * Of kafkajs: they have acknowledged them before its handler returned. `key` tells several
   * copies in one topic apart; in a `transaction` it counts if that is committed.
   */
  | (Acting &
      Place & {
        readonly kind: 'handed-on'
        readonly offset: number
        readonly toTopic: string
        readonly toPartition: number
        readonly toOffset: number
        readonly key?: string
        readonly transaction?: number
      })
  /** What processing leaves behind; `transaction` null: at once and for ever. */
  | (Acting & LogPlace & { readonly kind: 'effect'; readonly transaction: number | null })
  // What only kafkajs does. `offset` is what was resolved: the next one is the candidate to commit.
  | (InGeneration & Place & OfCode & { readonly kind: 'resolved'; readonly offset: number })
  /**
   * The consumer stopped with an error; without `restart` it stays dead in a living process.
   * `consumer` says which one of its process: 0 is the one that was made first. `message`: of an
   * error that the user's code threw, with its line.
   */
  | (InGeneration &
      OfCode & {
        readonly kind: 'consumer-crashed'
        readonly consumer: number
        readonly error: string
        readonly message?: string
        readonly restart: boolean
      })
  /** That consumer is in the group again, or one that was made since then is in its place. */
  | (InGeneration & { readonly kind: 'consumer-replaced'; readonly consumer: number })
  // Commits of offsets to the group. One event per partition.
  | (InGeneration &
      Place &
      OfCommit &
      OfCode & {
        readonly kind: 'commit-requested'
        readonly offset: number
        readonly source: CommitSource
        readonly transaction?: number // that the offsets are sent to
      })
  /** `previous` is the committed offset before, null when there was none. */
  | (InGeneration &
      Place &
      OfCommit & {
        readonly kind: 'commit-applied'
        readonly offset: number
        readonly previous: number | null
        readonly source: CommitSource
      })
  | (InGeneration &
      Place &
      OfCommit & {
        readonly kind: 'commit-refused'
        readonly offset: number
        readonly error: string
      })
  /** The client told the application that the commit succeeded. */
  | (InGeneration &
      Place &
      OfCommit & { readonly kind: 'commit-acknowledged'; readonly offset: number })
  /** The client gave up without knowing whether it was applied (timeout, disconnect, wakeup). */
  | (InGeneration &
      Place &
      OfCommit & {
        readonly kind: 'commit-unknown'
        readonly offset: number
        readonly error: string
      })
  /** A committed offset vanished or fell back without a commit: offsets topic lost, or expiry. */
  | (Base &
      Place & {
        readonly kind: 'committed-offset-lost'
        readonly previous: number
        readonly offset: number | null
        readonly reason: 'offsets-loss' | 'offset-expiry'
      })
  // The external store. `offset` is the next offset the store says to read.
  | (Acting &
      Place & {
        readonly kind: 'store-saved'
        readonly offset: number
        readonly transaction: number | null
      })
  | (Acting & { readonly kind: 'store-failed'; readonly error: string })
  // Transactions: of a producer (`kafka`) or of the external store (`store`).
  | (Acting & {
      readonly kind: 'transaction-begun'
      readonly transaction: number
      readonly of: 'kafka' | 'store'
    })
  | (Acting & { readonly kind: 'transaction-committed'; readonly transaction: number })
  | (Acting & {
      readonly kind: 'transaction-aborted'
      readonly transaction: number
      readonly reason: string
    })
  // Faults, and the two phases.
  /**
   * `fault` is the name of one of the [faults](faults.md). `with`: it is the one that has hit this
   * member just before, in the same process; absent: it is one of its own.
   */
  | (Base & {
      readonly kind: 'fault'
      readonly fault: string
      readonly member: string | null
      readonly detail: string
      readonly with?: string
    })
  /** Storm over: no faults from here on. */
  | (Base & { readonly kind: 'calm' })
  /** The run is over; `drained` false: the calm's bound ran out with work left. */
  | (Base & { readonly kind: 'ended'; readonly drained: boolean })

export type EventKind = HistoryEvent['kind']

/** One kind of event. */
export type EventOf<K extends EventKind> = Extract<HistoryEvent, { readonly kind: K }>

/** Where events go while a run is under way. */
export type Emit = (event: HistoryEvent) => void
