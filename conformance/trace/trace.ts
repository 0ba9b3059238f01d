/**
 * What a real consumer was seen to do: the same events as a history of the model, so far as they
 * can be seen from outside, each member's in its own order. Between members there is no order: two
 * processes have no common clock that would say who came first.
 */
import type { CommitSource } from '../../src/model/history.ts'
import type { Settings } from '../../src/model/settings.ts'

/** What goes wrong, and when, is written down: a schedule is a script, not chance. */
export const schedules = [
  /** Nothing: one member reads everything. */
  'none',
  /** A second member joins while the first is in the middle of a poll's records. */
  'join',
  /** Asked to stop in the middle of a poll: `wakeup()` from a shutdown hook, or stop(). */
  'shutdown',
  /** Killed in the middle of a poll's records (SIGKILL); another one takes over. */
  'crash',
  /** The handler throws at a record, once. */
  'handler-error',
  /** The handler throws at a record, each time that it comes. */
  'poison-record',
  /** Frozen (SIGSTOP) past its session, while another one takes over; then it goes on. */
  'pause',
  /** A handler that takes longer than `max.poll.interval.ms`. */
  'slow-handler',
  /** A commit while another member joins: between its JoinGroup and what the others know. */
  'commit-in-rebalance',
  /** The group's coordinator is restarted in the middle. */
  'coordinator-failover',
] as const

export type ScheduleName = (typeof schedules)[number]

/**
 * What is known to have come before an event, where the script held everybody still: how many
 * events of each other member. Absent: nothing is known.
 */
export type After = Readonly<Record<string, number>>

/** One thing that was seen, in its place among what the script did. */
export type TraceEvent = Seen & {
  readonly after?: After
  /** Of a row of retries that failed alike and is told once (`fold.ts`). */
  readonly repeats?: true
}

/**
 * One thing that was seen. Offsets of commits are the next ones to read, as in the history;
 * `commit` is the same in what is told of one commit of a member, if it is known.
 */
export type Seen =
  | { readonly kind: 'started' }
  | { readonly kind: 'assigned' | 'revoked' | 'lost'; readonly partition: number }
  /** What one poll returned of one partition; partitions in the order in which they came. */
  | { readonly kind: 'polled'; readonly partition: number; readonly offsets: readonly number[] }
  | {
      readonly kind: 'processing-started' | 'processing-done'
      readonly partition: number
      readonly offset: number
    }
  | {
      readonly kind: 'processing-failed'
      readonly partition: number
      readonly offset: number
      readonly error: string
    }
  /** Given up: a recoverer took it. */
  | { readonly kind: 'processing-skipped'; readonly partition: number; readonly offset: number }
  | { readonly kind: 'sought'; readonly partition: number; readonly offset: number }
  /** A call of commitSync or commitAsync; auto-commits are seen only by their answers. */
  | {
      readonly kind: 'commit-requested'
      readonly source: CommitSource
      readonly commit?: number
      readonly partition: number
      readonly offset: number
    }
  | {
      readonly kind: 'commit-acknowledged'
      readonly source: CommitSource
      readonly commit?: number
      readonly partition: number
      readonly offset: number
    }
  /** Refused, or given up without an answer; `error` is the exception's name. */
  | {
      readonly kind: 'commit-failed'
      readonly source: CommitSource
      readonly commit?: number
      readonly partition: number
      readonly offset: number
      readonly error: string
    }
  /** The external store took an offset, or found another one than was expected. */
  | { readonly kind: 'store-saved'; readonly partition: number; readonly offset: number }
  | { readonly kind: 'store-refused' }
  /**
   * The script's own doing. `kept-busy`: a handler was held until its client had left the group;
   * `coordinator-restarted`: in the trace of the member that was alive then.
   */
  | {
      readonly kind:
        | 'killed'
        | 'frozen'
        | 'thawed'
        | 'asked-to-stop'
        | 'kept-busy'
        | 'coordinator-restarted'
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'died'; readonly error: string }

/** One run of a real consumer. */
export interface Trace {
  /** The strategy's name, as the model has it. */
  readonly strategy: string
  readonly schedule: ScheduleName
  /** What ran: versions as Maven Central names them. */
  readonly versions: { readonly kafka: string; readonly clients: string; readonly spring?: string }
  readonly settings: Partial<Settings>
  readonly partitions: number
  /** Records in each partition, all of them there before the first member starts. */
  readonly records: number
  /** By name, in the order in which they were started: A, B. */
  readonly members: Readonly<Record<string, readonly TraceEvent[]>>
  /**
   * Who told something after whom, as it came in: `A17 B2 A1`. Processes have no common clock, so
   * it binds nobody; a search tries that order first. Absent: not known.
   */
  readonly order?: string
  /** What the group has committed in the end, by partition; null: nothing. */
  readonly committed: readonly (number | null)[]
  /** Which steps beyond the model it was found to need (`allowed.ts`); absent: not known. */
  readonly allowed?: readonly string[]
}
