/** How programs reply to their inputs, and how that is saved. */
import type { Op } from '../../../model/instance/ops.ts'
import { copyOf, keyOf } from './plain-value.ts'

/** How a program answered: by an operation, by its end, or by an exception. */
export type Reply =
  | { readonly threw: false; readonly done: boolean; readonly value: unknown }
  | { readonly threw: true; readonly error: unknown }

/** Whether the operation carries functions of its program. */
export function hasClosure(op: Op | undefined): boolean {
  switch (op?.op) {
    case 'subscribe':
    case 'commit-async':
    case 'fork':
    case 'wait-until':
      return true
    default:
      return false
  }
}

/** Whether what comes back depends on the time. */
export function asksForTime(reply: Reply): boolean {
  if (reply.threw || reply.done) return false
  const op = (reply.value as Op | undefined)?.op
  return op === 'now' || op === 'offset-for-time'
}

/** A copy that later steps of the generator do not change; its closures are looked up in `ops`. */
export function snapshot(raw: Reply): Reply {
  if (raw.threw || raw.done) return raw
  const op = raw.value as Op | undefined
  const value = op !== undefined && hasClosure(op) ? copyAround(op) : copyOf(op)
  return { threw: false, done: false, value }
}

function copyAround(op: Op): Op {
  switch (op.op) {
    case 'subscribe':
      return { ...op, topics: copyOf(op.topics) }
    case 'commit-async':
      return { ...op, offsets: copyOf(op.offsets) }
    default:
      return op
  }
}

/** What distinguishes two replies of a program, but for the closures in them. */
export function replyKeyOf(reply: Reply): string {
  if (reply.threw) return `threw ${reply.error instanceof Error ? reply.error.name : 'a value'}`
  if (reply.done) return 'done'
  const op = reply.value as Op | undefined
  switch (op?.op) {
    case 'subscribe':
      return `subscribe ${keyOf(op.topics)} ${op.listener === null}`
    case 'commit-async':
      return `commit-async ${keyOf(op.offsets)} ${op.callback === null}`
    case 'fork':
    case 'wait-until':
      return op.op
    case 'callback-done':
      return `callback-done ${op.error instanceof Error ? op.error.name : typeof op.error}`
    default:
      return keyOf(op)
  }
}
