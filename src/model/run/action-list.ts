/** What is possible now: a list that is filled again before every step without allocating. */
import { type Action, type ActionKind, setAction } from './action.ts'

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
  const index = add(list, kind, subject, detail, due)
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
  const index = add(list, kind, subject, detail, due)
  if (index === 0 || (list.firstIsIdle && due < list.firstDue)) {
    list.firstIndex = index
    list.firstDue = due
  }
}

function add(
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
