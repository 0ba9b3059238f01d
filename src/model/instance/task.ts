/** Moves a task's program: tells it a result or an error, and takes its next operation. */

import { AssertionBug } from '../assert.ts'
import { isException } from '../errors.ts'
import type { Offsets } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { ended, uncaught } from './ending.ts'
import type { Instance, Pending, Task } from './instance.ts'
import { answerLocally, isLocal } from './local-ops.ts'
import { type Op, type Program, StrategyFailure } from './ops.ts'
import { isOverWith, wasPoller } from './poller.ts'
import { closingProgram } from './services.ts'

/** So many operations in a row that take no time are a loop without progress. */
const localOpsMax = 10_000

const noOffsets: Offsets = []

/** Starts another task of an instance; its first operation is pending afterwards. */
export function startTask(world: World, instance: Instance, program: Program<unknown>): void {
  const task: Task = {
    program,
    closing: false,
    pending: null,
    suspended: [],
    blocked: false,
    due: world.now,
    polled: false,
    fault: 0,
  }
  instance.tasks.push(task)
  resume(world, instance, task, undefined)
}

/** Tells the program the result of its operation. */
export function resume(world: World, instance: Instance, task: Task, value: unknown): void {
  move(world, instance, task, value, false)
}

/** Throws an exception out of the program's operation. */
export function fail(world: World, instance: Instance, task: Task, error: unknown): void {
  move(world, instance, task, error, true)
}

function move(
  world: World,
  instance: Instance,
  task: Task,
  first: unknown,
  firstThrows: boolean,
): void {
  let value = first
  let throws = firstThrows
  for (let local = 0; ; local++) {
    let result: IteratorResult<Op, unknown>
    try {
      result = throws ? task.program.throw(value) : task.program.next(value)
    } catch (error) {
      if (error instanceof AssertionBug || error instanceof StrategyFailure) throw error
      if (!isException(error, 'WakeupException') || !closes(instance, task)) {
        uncaught(world, instance, task, error)
        return
      }
      result = task.program.next()
    }
    if (result.done === true && closes(instance, task)) result = task.program.next()
    if (result.done === true) {
      ended(world, instance, task)
      return
    }
    const op = checked(world, result.value)
    const pending = pendingOf(world, op)
    task.pending = pending
    task.blocked = pending.kind === 'wait-until' || pending.kind === 'sleep'
    task.due = world.now
    if (!isLocal(world, instance, pending)) return
    if (local > localOpsMax) {
      throw new StrategyFailure(
        `strategy ${world.strategy.name} loops without progress: ${localOpsMax} calls of ` +
          `${pending.kind} in a row that take no time; it must poll or process`,
      )
    }
    throws = false
    try {
      value = answer(world, instance, task, pending)
    } catch (error) {
      if (error instanceof AssertionBug || error instanceof StrategyFailure) throw error
      value = error
      throws = true
    }
  }
}

function answer(world: World, instance: Instance, task: Task, pending: Pending): unknown {
  task.pending = null
  if (pending.kind !== 'fork') return answerLocally(world, instance, pending)
  startTask(world, instance, pending.op.body())
  return undefined
}

/** A stand-in for a generator, as in an exhaustive search, may go over to closing by itself. */
interface Closable {
  closing?(): Program<unknown>
}

/**
 * The `finally { consumer.close() }` that every production loop has around it: when the main task
 * of a process that was asked to stop is over, by returning or by the WakeupException of its poll,
 * it goes on by closing its consumer. So does a thread that polls beside a main task which waits.
 */
function closes(instance: Instance, task: Task): boolean {
  if (!instance.stopping || task.closing) return false
  const isMain = task === instance.tasks[0]
  if (!isMain && !(wasPoller(instance, task) && isOverWith(instance, task))) return false
  task.closing = true
  task.program = (task.program as Closable).closing?.() ?? closingProgram()
  return true
}

function pendingOf(world: World, op: Op): Pending {
  const pending = {
    op,
    kind: op.op,
    phase: 0,
    since: world.now,
    scratch: -1,
    callbackError: null,
    firstError: null,
    answer: null,
    offsets: noOffsets,
    commit: -1,
  }
  return pending as Pending
}

function checked(world: World, op: unknown): Op {
  if (typeof (op as { readonly op?: unknown } | null | undefined)?.op === 'string') return op as Op
  throw new StrategyFailure(
    `strategy ${world.strategy.name} yielded ${describe(op)}; only what the services return ` +
      'may be yielded, as in `yield* consumer.poll()`',
  )
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'an object that is no operation'
  return `${typeof value} ${String(value)}`
}
