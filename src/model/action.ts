/** What can happen next: plain data, kept in a list that is filled again before every step. */

export type ActionKind =
  /** A task takes its next step. */
  | 'run'
  /** The broker takes a request. */
  | 'apply'
  /** A client takes an answer. */
  | 'answer'
  /** The offsets topic replicates what was appended. */
  | 'replicate'
  /** The high watermark of a partition reaches the end of its log. */
  | 'catch-up'
  /** A new group coordinator has read its log. */
  | 'finish-loading'
  /** The next record is produced. */
  | 'produce'
  /** A poll's time is up. */
  | 'poll-timeout'
  /** The auto-commit interval has passed. */
  | 'auto-commit-due'
  /** The heartbeat thread sends. */
  | 'heartbeat'
  /** A retry back-off is over. */
  | 'retry'
  /** A client asks for metadata because its copy is old. */
  | 'refresh-metadata'
  /** A sleep is over. */
  | 'wake'
  /** The group's initial rebalance delay is over. */
  | 'initial-delay'
  /** A held fetch has waited long enough. */
  | 'fetch-wait'
  /** The session of a member whose process is gone or frozen ends. */
  | 'session-expires'
  /** The join phase ends without members whose process is gone or frozen. */
  | 'rebalance-expires'
  /** The sync phase ends without members whose process is gone or frozen. */
  | 'sync-expires'
  /** A supervisor starts a process again. */
  | 'restart'
  /** A frozen process goes on. */
  | 'thaw'
  /** All members are gone, and their offsets expire. */
  | 'expire-offsets'

/** `subject` and `detail` are indexes or tickets, by kind. */
export interface Action {
  kind: ActionKind
  subject: number
  detail: number
  /** Virtual milliseconds. */
  due: number
}

/**
 * What is possible now. Nearly every step takes the default, so a list is first only counted, with
 * the default kept aside; the actions are written down only when another one was chosen.
 */
export interface ActionList {
  /** Filled only while `keeping`, and then again and again without allocating. */
  readonly actions: Action[]
  keeping: boolean
  count: number
  /**
   * The default: of the actions that are not idle the one that is due first, of idle ones only if
   * there is nothing else; among equals the first in the list.
   */
  readonly first: Action
  firstIndex: number
  firstIsIdle: boolean
}

/** An empty list. */
export function createActionList(): ActionList {
  const first: Action = { kind: 'run', subject: 0, detail: 0, due: 0 }
  return { actions: [], keeping: false, count: 0, first, firstIndex: 0, firstIsIdle: true }
}

/** Empties the list. */
export function clear(list: ActionList, keeping: boolean): void {
  list.keeping = keeping
  list.count = 0
  list.firstIndex = 0
  list.firstIsIdle = true
}

/** Adds an action. */
export function push(
  list: ActionList,
  kind: ActionKind,
  subject: number,
  detail: number,
  due: number,
): void {
  const index = list.count++
  if (list.keeping) keep(list, index, kind, subject, detail, due)
  const first = list.first
  if (list.firstIsIdle || due < first.due) {
    list.firstIndex = index
    list.firstIsIdle = false
    set(first, kind, subject, detail, due)
  }
}

/**
 * Adds an action that only lets time pass. It is the default when nothing else is possible: time is
 * a label in an untimed run, and a run in which everybody waits for a session to end should not be
 * filled with polls that return nothing.
 */
export function pushIdle(
  list: ActionList,
  kind: ActionKind,
  subject: number,
  detail: number,
  due: number,
): void {
  const index = list.count++
  if (list.keeping) keep(list, index, kind, subject, detail, due)
  if (index === 0 || (list.firstIsIdle && due < list.first.due)) {
    list.firstIndex = index
    set(list.first, kind, subject, detail, due)
  }
}

function set(action: Action, kind: ActionKind, subject: number, detail: number, due: number): void {
  action.kind = kind
  action.subject = subject
  action.detail = detail
  action.due = due
}

function keep(
  list: ActionList,
  index: number,
  kind: ActionKind,
  subject: number,
  detail: number,
  due: number,
): void {
  const action = list.actions[index]
  if (action === undefined) list.actions.push({ kind, subject, detail, due })
  else set(action, kind, subject, detail, due)
}

/**
 * The action that an option stands for, in a list that was kept: option 0 is the default, the
 * others follow in the order of the list.
 */
export function actionOf(list: ActionList, option: number): Action {
  const index = option <= list.firstIndex ? option - 1 : option
  const action = option === 0 ? list.first : list.actions[index]
  if (action === undefined || index >= list.count) throw new Error(`no option ${option}`)
  return action
}
