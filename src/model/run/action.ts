/** What can happen next, as plain data. */

/** What happens in the network and in the cluster, whoever its clients are. */
export type ClusterActionKind =
  /** The broker takes a request. */
  | 'apply'
  /** A client takes an answer. */
  | 'answer'
  /** A held fetch has waited long enough. */
  | 'fetch-wait'
  /** A new group coordinator has read its log. */
  | 'finish-loading'
  /** The offsets topic replicates what was appended. */
  | 'replicate'
  /** The high watermark of a partition reaches the end of its log. */
  | 'catch-up'
  /** The markers of a transaction that is decided are written. */
  | 'write-markers'
  /** The next record is produced. */
  | 'produce'
  /** The group's initial rebalance delay is over. */
  | 'initial-delay'
  /** A timer of the coordinator, where these run by the clock. */
  | 'deadline'
  /** The session of a member whose process is gone or frozen ends. */
  | 'session-expires'
  /** The join phase ends without members whose process is gone or frozen. */
  | 'rebalance-expires'
  /** The sync phase ends without members whose process is gone or frozen. */
  | 'sync-expires'
  /** A frozen process goes on. */
  | 'resume'
  /** One that was frozen past its session notices it. */
  | 'session-lapses'
  /** All members are gone, and their offsets expire. */
  | 'expire-offsets'
  /** A supervisor starts a process again. */
  | 'restart'

/** What happens inside of the model's own client. */
export type ClientActionKind =
  /** A task takes its next step. */
  | 'run'
  /** A poll's time is up. */
  | 'poll-timeout'
  /** A sleep is over. */
  | 'wake'
  /** A retry back-off is over. */
  | 'retry'
  /** The heartbeat thread sends. */
  | 'heartbeat'
  /** The auto-commit interval has passed. */
  | 'auto-commit-due'
  /** The poll interval of a consumer whose thread has ended is over. */
  | 'poll-lapses'
  /** A client asks for metadata because its copy is old. */
  | 'refresh-metadata'

export type ActionKind = ClusterActionKind | ClientActionKind

/** `subject` and `detail` are indexes or tickets, by kind. */
export interface Action<Kind extends string = ActionKind> {
  kind: Kind
  subject: number
  detail: number
  /** Virtual milliseconds. */
  due: number
}

/** An action to be written over. */
export function createAction(): Action {
  return { kind: 'run', subject: 0, detail: 0, due: 0 }
}

/** Writes over an action. */
export function setAction<Kind extends string>(
  action: Action<Kind>,
  kind: Kind,
  subject: number,
  detail: number,
  due: number,
): void {
  action.kind = kind
  action.subject = subject
  action.detail = detail
  action.due = due
}
