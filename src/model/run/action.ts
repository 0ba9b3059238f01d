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
  | 'resume'
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

/** What is possible now. Filled again and again without allocating. */
export interface ActionList {
  /** Valid below `count`. */
  readonly actions: Action[]
  count: number
  /**
   * The default: of the actions that are not idle the one that is due first, of idle ones only if
   * there is nothing else; among equals the first in the list.
   */
  firstIndex: number
  firstIsIdle: boolean
  firstDue: number
}

/** An empty list. */
export function createActionList(): ActionList {
  return { actions: [], count: 0, firstIndex: 0, firstIsIdle: true, firstDue: 0 }
}

/** An action to be written over. */
export function createAction(): Action {
  return { kind: 'run', subject: 0, detail: 0, due: 0 }
}

/** Empties the list. */
export function clear(list: ActionList): void {
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
  const index = keep(list, kind, subject, detail, due)
  if (list.firstIsIdle || due < list.firstDue) {
    list.firstIndex = index
    list.firstIsIdle = false
    list.firstDue = due
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
  const index = keep(list, kind, subject, detail, due)
  if (index === 0 || (list.firstIsIdle && due < list.firstDue)) {
    list.firstIndex = index
    list.firstDue = due
  }
}

function keep(
  list: ActionList,
  kind: ActionKind,
  subject: number,
  detail: number,
  due: number,
): number {
  const index = list.count++
  if (index === list.actions.length) list.actions.push({ kind, subject, detail, due })
  else setAction(list.actions[index] as Action, kind, subject, detail, due)
  return index
}

/** Writes over an action. */
export function setAction(
  action: Action,
  kind: ActionKind,
  subject: number,
  detail: number,
  due: number,
): void {
  action.kind = kind
  action.subject = subject
  action.detail = detail
  action.due = due
}

/**
 * The action that an option stands for: option 0 is the default, the others follow in the order of
 * the list.
 */
export function actionOf(list: ActionList, option: number): Action {
  const index = option === 0 ? list.firstIndex : option <= list.firstIndex ? option - 1 : option
  const action = list.actions[index]
  if (action === undefined || index >= list.count) throw new Error(`no option ${option}`)
  return action
}
