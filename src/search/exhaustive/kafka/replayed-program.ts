/** A task's program in an exhaustive search: a place in the tree of programs, not a generator. */

import { Callback } from '../../../model/instance/call.ts'
import type {
  OffsetCommitCallback,
  Op,
  Program,
  RebalanceListener,
  Runnable,
} from '../../../model/instance/ops.ts'
import {
  type Closure,
  isReady,
  type ProgramInput,
  type ProgramNode,
  type ProgramTree,
  resume,
} from './program-tree.ts'

/** Where the tasks of one instance stand together. */
export interface ProgramCursor {
  readonly tree: ProgramTree
  node: ProgramNode
}

/** What a callback of the world turned out to be, once its body was asked for. */
interface Call {
  readonly closure: Closure
  readonly args: unknown[]
}

let captured: Call | null = null

/** The strategy as the world of a search is given it. */
export function replayed(tree: ProgramTree): Runnable {
  const { name, membersMax, wakesOnlyPoll = false } = tree.strategy
  const run = (): Program<void> =>
    new ReplayedProgram({ tree, node: tree.root }, 0) as unknown as Program<void>
  const common = { name, wakesOnlyPoll, run }
  return membersMax === undefined ? common : { ...common, membersMax }
}

/** Stands where the world holds a generator. */
export class ReplayedProgram implements Generator<unknown, unknown, unknown> {
  readonly cursor: ProgramCursor
  readonly task: number

  constructor(cursor: ProgramCursor, task: number) {
    this.cursor = cursor
    this.task = task
  }

  next(value?: unknown): IteratorResult<unknown, unknown> {
    const { task } = this
    if (!(value instanceof Callback)) return this.#move({ kind: 'next', task, value })
    captured = null
    value.body()
    const call = captured as Call | null
    if (call === null) throw new Error('the world answered with a callback that is no program’s')
    return this.#move({ kind: 'call', task, closure: call.closure, args: call.args })
  }

  throw(error: unknown): IteratorResult<unknown, unknown> {
    return this.#move({ kind: 'throw', task: this.task, value: error })
  }

  /** The program that follows when the process was asked to stop: it closes the consumer. */
  closing(): Program<unknown> {
    this.#advance({ kind: 'close', task: this.task })
    return this as unknown as Program<unknown>
  }

  return(): IteratorResult<unknown, unknown> {
    throw new Error('a replayed program is never ended from outside')
  }

  [Symbol.iterator](): this {
    return this
  }

  get [Symbol.toStringTag](): string {
    return 'ReplayedProgram'
  }

  #advance(input: ProgramInput): ProgramNode {
    const { cursor } = this
    cursor.node = resume(cursor.tree, cursor.node, input)
    return cursor.node
  }

  #move(input: ProgramInput): IteratorResult<unknown, unknown> {
    const node = this.#advance(input)
    const { reply } = node
    if (reply.threw) throw reply.error
    if (reply.done) return { done: true, value: reply.value }
    return { done: false, value: bind(this.cursor, node, reply.value as Op) }
  }
}

/** The operation with closures that lead back into the tree instead of into one generator. */
function bind(cursor: ProgramCursor, origin: ProgramNode, op: Op): Op {
  switch (op?.op) {
    case 'subscribe':
      return op.listener === null ? op : { ...op, listener: bindListener(origin, op.listener) }
    case 'commit-async':
      return op.callback === null ? op : { ...op, callback: bindCallback(origin) }
    case 'fork':
      return { ...op, body: () => begin(cursor, origin) }
    case 'wait-until':
      return waitUntil(cursor, origin)
    default:
      return op
  }
}

/** By node that yielded a `waitUntil`, so that its operation can be bound to a copy. */
const origins = new WeakMap<Op, ProgramNode>()

function waitUntil(cursor: ProgramCursor, origin: ProgramNode): Op {
  const op: Op = { op: 'wait-until', ready: () => isReady(cursor.tree, cursor.node, origin) }
  origins.set(op, origin)
  return op
}

/** The operation as a copy of its instance must have it. */
export function rebind(cursor: ProgramCursor, op: Op): Op {
  const origin = op.op === 'wait-until' ? origins.get(op) : undefined
  return origin === undefined ? op : waitUntil(cursor, origin)
}

const closures = new WeakMap<object, Closure>()

/** What a function or listener that the world holds stands for; undefined: no program made it. */
export function closureOf(held: object): Closure | undefined {
  return closures.get(held)
}

function bindListener(origin: ProgramNode, own: RebalanceListener): RebalanceListener {
  const listener: Record<string, unknown> = {}
  for (const method of ['onPartitionsRevoked', 'onPartitionsLost', 'onPartitionsAssigned']) {
    if (own[method as keyof RebalanceListener] === undefined) continue
    listener[method] = capture({ origin, method })
  }
  closures.set(listener, { origin, method: 'listener' })
  return listener as RebalanceListener
}

function bindCallback(origin: ProgramNode): OffsetCommitCallback {
  const closure = { origin, method: 'callback' }
  const callback = capture(closure)
  closures.set(callback, closure)
  return callback as unknown as OffsetCommitCallback
}

function capture(closure: Closure): (...args: unknown[]) => null {
  return (...args) => {
    captured = { closure, args }
    return null
  }
}

function begin(cursor: ProgramCursor, origin: ProgramNode): Program<void> {
  const task = cursor.node.tasks
  const node = resume(cursor.tree, cursor.node, {
    kind: 'fork',
    task,
    closure: { origin, method: 'body' },
  })
  cursor.node = node
  if (node.reply.threw) throw node.reply.error
  return new ReplayedProgram(cursor, task) as unknown as Program<void>
}
