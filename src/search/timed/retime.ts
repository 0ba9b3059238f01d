/**
 * Gives what has begun in a timed run its real duration.
 *
 * The model stamps everything with a nominal duration (a hop of one millisecond, half a second of
 * handler): labels that an untimed search needs. Here they are written over as soon as they appear,
 * so the model knows nothing of profiles and an untimed run pays nothing for them.
 */
import type { Instance, Pending, Task } from '../../model/instance/instance.ts'
import type { Message } from '../../model/network/message.ts'
import { statusIn } from '../../model/siblings.ts'
import type { World } from '../../model/world.ts'
import { type Draws, drawn } from './draws.ts'

/** What has its duration already. */
export interface Retimed {
  /** Requests below this ticket. */
  ticket: number
  readonly answered: WeakSet<Message>
  readonly tasks: WeakMap<Task, TaskMark>
  /** By slot: the restart that has its time. */
  readonly restarts: number[]
}

interface TaskMark {
  pending: Pending | null
  phase: number
  /** Milliseconds of the second half of the handler. */
  restMs: number
}

/** Nothing has begun yet. */
export function createRetimed(): Retimed {
  return { ticket: 0, answered: new WeakSet(), tasks: new WeakMap(), restarts: [] }
}

/** To be called after everything that may have begun something. */
export function retime(world: World, done: Retimed, draws: Draws): void {
  retimeMessages(world, done, draws)
  const { running } = world
  for (let i = 0; i < running.length; i++) retimeTasks(world, running[i] as Instance, done, draws)
  if (running.length < world.instances.length) retimeRestarts(world, done, draws)
}

function retimeMessages({ messages, now, nextTicket }: World, done: Retimed, draws: Draws): void {
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    if (message.status === 'held') continue
    if (message.status === 'sent') {
      if (message.ticket < done.ticket) continue
    } else {
      if (done.answered.has(message)) continue
      done.answered.add(message)
    }
    message.due = now + drawn(draws, 'network.ms')
  }
  done.ticket = nextTicket
}

function retimeTasks(world: World, { tasks }: Instance, done: Retimed, draws: Draws): void {
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i] as Task
    const pending = task.pending
    let mark = done.tasks.get(task)
    if (mark === undefined) {
      mark = { pending: null, phase: 0, restMs: 0 }
      done.tasks.set(task, mark)
    }
    if (pending === null || (mark.pending === pending && mark.phase === pending.phase)) continue
    mark.pending = pending
    mark.phase = pending.phase
    retimeTask(world, task, pending, mark, draws)
  }
}

function retimeTask(world: World, task: Task, pending: Pending, mark: TaskMark, draws: Draws) {
  switch (pending.kind) {
    case 'process':
      if (pending.phase === 1) {
        mark.restMs = drawn(draws, 'handler.ms') / 2
        task.due = world.now + mark.restMs
      } else if (pending.phase === 2) task.due = world.now + mark.restMs
      return
    case 'store-commit':
    case 'store-rollback':
    case 'store-save-offsets':
    case 'store-load-offsets':
      if (pending.phase === 0) task.due = world.now + drawn(draws, 'store.ms')
      return
    default:
      return
  }
}

function retimeRestarts(world: World, { restarts }: Retimed, draws: Draws): void {
  for (const slot of world.slots) {
    // No supervisor of a timed run gives up or holds back: the night is long.
    slot.deaths = 0
    if (slot.restartDue < 0) restarts[slot.index] = -1
    else if (slot.restartDue !== restarts[slot.index]) {
      const graceful = statusIn(world, slot) === 'stopped'
      slot.restartDue = world.now + drawn(draws, graceful ? 'redeploy.ms' : 'restart.ms')
      restarts[slot.index] = slot.restartDue
    }
  }
}
