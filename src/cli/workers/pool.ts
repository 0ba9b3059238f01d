/** Has tasks done, in worker threads or, if they are brief, here; outcomes come back in order. */
import { setImmediate } from 'node:timers/promises'
import { defined } from '../../model/assert.ts'
import { Interrupted } from '../interrupt.ts'
import { Undecided, UsageError } from '../usage-error.ts'
import type { StopReason } from './beat.ts'
import { isLost, type Lost, stopped } from './lost.ts'
import {
  answerOf,
  made,
  neededBy,
  type Outcome,
  type Planned,
  type PoolOptions,
  watchEnd,
  withShare,
} from './planned.ts'
import type { Task, TaskAnswers } from './task.ts'
import { runTask } from './tasks.ts'
import { runInThreads } from './threads.ts'

type TaskOf<K extends Task['kind']> = Extract<Task, { readonly kind: K }>

/** Worker threads need compiled code; the tests run the sources and work in their own thread. */
const compiled = import.meta.url.endsWith('.js')

async function runHere(
  tasks: readonly Planned[],
  options: PoolOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  const ending: { reason: StopReason | null } = { reason: null }
  const forget = watchEnd(options, (why) => {
    ending.reason ??= why
  })
  try {
    for (const [number, planned] of tasks.entries()) {
      const needed = neededBy(planned).map((one) => defined(outcomes[one], 'an earlier task'))
      const task = made(planned, needed)
      const shared = withShare(task, 1, tasks.length - number, options.limits)
      // What was found is concluded even then.
      const over = task.kind === 'conclude' ? null : ending.reason
      const outcome = over === null ? answerOf(await runTask(shared)) : stopped(over, task)
      outcomes.push(outcome)
      options.onDone?.(outcome, number)
      // Signals are handled between tasks only.
      await setImmediate()
    }
  } finally {
    forget()
  }
  return outcomes
}

/**
 * Does all tasks; one that needs others comes after them. Throws a UsageError for the first mistake
 * of the user's code. What hangs, dies of its memory or is stopped is `Lost`.
 */
export async function runPlanned(
  tasks: readonly Planned[],
  options: PoolOptions,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return []
  const here = !compiled || (options.brief === true && !options.guarded)
  return here ? await runHere(tasks, options) : await runInThreads(tasks, options)
}

/** Does tasks of one kind, none of which needs another. */
export async function runTasks<K extends Task['kind']>(
  tasks: readonly TaskOf<K>[],
  options: PoolOptions,
): Promise<readonly (TaskAnswers[K] | Lost)[]> {
  // Each task answers for its own kind, which the union of all answers no longer shows.
  return (await runPlanned(tasks, options)) as unknown as readonly (TaskAnswers[K] | Lost)[]
}

/** The answer, without which a command has nothing to tell: throws what it ends with. */
export function requireAnswer<T>(outcome: T | Lost | undefined): T {
  const known = defined(outcome, 'a task has an outcome')
  if (!isLost(known)) return known
  if (known.lostTo !== 'stopped') throw new UsageError(known.reason)
  throw known.why === 'interrupt' ? new Interrupted() : new Undecided(known.reason)
}
