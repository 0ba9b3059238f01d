/** Tasks to be done, how they are to be, and when they end early. */
import { AssertionBug } from '../../model/assert.ts'
import { onInterruption } from '../interrupt.ts'
import { UsageError } from '../usage-error.ts'
import type { StopReason } from './beat.ts'
import type { Limits } from './limits.ts'
import type { Lost } from './lost.ts'
import type { Task, TaskAnswers, TaskResult } from './task.ts'

/** Any task's answer. */
export type Answer = TaskAnswers[Task['kind']]

/** A task that can only be made of what became of earlier ones, by their numbers. */
export interface LaterTask {
  readonly strategy: string
  readonly needs: readonly number[]
  make(outcomes: readonly Outcome[]): Task
}

/** Of a task that was not done something else is known. */
export type Outcome = Answer | Lost

/** What is to be done. */
export type Planned = Task | LaterTask

/** How tasks are to be done. */
export interface PoolOptions {
  readonly jobs: number
  /** Whether a task may hang, because it runs code that is not ours. */
  readonly guarded: boolean
  /** Whether a thread may take what memory there is, for it keeps all states; absent: false. */
  readonly keepsStates?: boolean
  /** Whether each task takes a moment only, so that a thread for them costs more; absent: false. */
  readonly brief?: boolean
  /** Whether a mistake of the user's code is the end of its task only; absent: of all. */
  readonly lenient?: boolean
  readonly limits: Limits
  /** Called after each task, in whichever order they end. */
  readonly onDone?: (outcome: Outcome, number: number) => void
  /** How a task that was lost is tried again; null, or absent: it is not. */
  readonly again?: (task: Task, lost: Lost) => Task | null
  /** Ends the work as Ctrl-C does. */
  readonly signal?: AbortSignal
}

/** The answer; throws what was a mistake, of the user or of ours. */
export function answerOf<T>(result: TaskResult<T>): T {
  if (result.ok) return result.value
  throw result.isBug ? new AssertionBug(result.mistake) : new UsageError(result.mistake)
}

/** The numbers of the tasks that must be done before. */
export function neededBy(planned: Planned): readonly number[] {
  return 'needs' in planned ? planned.needs : []
}

/** The task, made of what it needs. */
export function made(planned: Task | LaterTask, outcomes: readonly Outcome[]): Task {
  return 'needs' in planned ? planned.make(outcomes) : planned
}

/** Calls `stop` when the work is to end: with its time, or because somebody gives up. */
export function watchEnd(
  { limits: { endsAt }, signal }: Pick<PoolOptions, 'limits' | 'signal'>,
  stop: (reason: StopReason) => void,
): () => void {
  const interrupt = (): void => stop('interrupt')
  const forget = onInterruption(interrupt)
  if (signal?.aborted === true) interrupt()
  signal?.addEventListener('abort', interrupt)
  const leftMs = endsAt === null ? null : endsAt - performance.now()
  const end = (): void => stop('time')
  if (leftMs !== null && leftMs <= 0) end()
  const timer = leftMs === null ? undefined : setTimeout(end, Math.min(leftMs, timerMax))
  return () => {
    forget()
    signal?.removeEventListener('abort', interrupt)
    clearTimeout(timer)
  }
}

/** The longest that a timer waits. */
const timerMax = 2 ** 31 - 1

/** The task with its share of the time that is left; `left`: the tasks that have had none yet. */
export function withShare(task: Task, jobs: number, left: number, { endsAt }: Limits): Task {
  if (!('budgetMs' in task) || task.budgetMs === null || endsAt === null) return task
  const leftMs = Math.max(0, endsAt - performance.now())
  return { ...task, budgetMs: Math.min(leftMs, (leftMs * jobs) / Math.max(1, left)) }
}
