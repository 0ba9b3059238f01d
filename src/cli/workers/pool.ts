/** Spreads tasks over worker threads, or does them here; answers come back in order. */
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'
import { AssertionBug } from '../../model/assert.ts'
import { untilInterrupted } from '../interrupt.ts'
import { UsageError } from '../usage-error.ts'
import type { Task, TaskAnswers, TaskResult } from './task.ts'
import { runTask } from './tasks.ts'
import { startWatchdog, type Watchdog } from './watchdog.ts'

type TaskOf<K extends Task['kind']> = Extract<Task, { readonly kind: K }>

/** Any task's answer. */
export type Answer = TaskAnswers[Task['kind']]

/** A task that can only be made of the answers of earlier ones, by their numbers. */
export interface LaterTask {
  readonly strategy: string
  readonly needs: readonly number[]
  make(answers: readonly Answer[]): Task
}

/** How tasks are to be done. */
export interface PoolOptions {
  readonly jobs: number
  /** Whether a task may hang, because it runs code that is not ours. */
  readonly guarded: boolean
  /** Whether a task may take so long that signals must be handled meanwhile; absent: false. */
  readonly apart?: boolean
  /** Called after each task, in whichever order they end. */
  readonly onDone: (answer: Answer, number: number) => void
  /** Called when the user gives up. */
  readonly onInterrupt: () => void
  /** Ends the work as Ctrl-C does. */
  readonly signal?: AbortSignal
}

/** Worker threads need compiled code; the tests run the sources and work in their own thread. */
const compiled = import.meta.url.endsWith('.js')

function answerOf<T>(result: TaskResult<T>): T {
  if (result.ok) return result.value
  throw result.isBug ? new AssertionBug(result.mistake) : new UsageError(result.mistake)
}

function neededBy(planned: Task | LaterTask): readonly number[] {
  return 'needs' in planned ? planned.needs : []
}

function made(planned: Task | LaterTask, answers: readonly Answer[]): Task {
  return 'needs' in planned ? planned.make(answers) : planned
}

async function runHere(tasks: readonly (Task | LaterTask)[], options: PoolOptions) {
  const results: Answer[] = []
  let stopped = false
  const work = async (): Promise<void> => {
    for (const [number, planned] of tasks.entries()) {
      if (stopped) return
      const answers = neededBy(planned).map((needed) => results[needed] as Answer)
      const answer = answerOf(await runTask(made(planned, answers)))
      results.push(answer)
      options.onDone(answer, number)
      // Signals are handled between tasks only.
      await setImmediate()
    }
  }
  await untilInterrupted(
    work(),
    () => {
      stopped = true
      options.onInterrupt()
    },
    options.signal,
  )
  return results
}

async function runInPool(tasks: readonly (Task | LaterTask)[], options: PoolOptions) {
  const workers = Math.min(options.jobs, tasks.length)
  const pool = new Tinypool({
    filename: fileURLToPath(new URL('./worker.js', import.meta.url)),
    name: 'runTask',
    minThreads: workers,
    maxThreads: workers,
    // A worker that is idle for a moment between two tasks must not have to start again.
    idleTimeout: 60_000,
  })
  const watchdog: Watchdog | null = options.guarded ? startWatchdog(tasks) : null
  const submitted: Promise<Answer>[] = []
  const submit = async (planned: Task | LaterTask, slot: number): Promise<Answer> => {
    const needed = neededBy(planned)
    // What waits for nothing must be queued at once: the order of the queue is that of the tasks.
    const answers = needed.length === 0 ? [] : await Promise.all(needed.map((n) => submitted[n]))
    const task = made(planned, answers as readonly Answer[])
    const beat = watchdog === null ? null : { counters: watchdog.counters, slot }
    const result: TaskResult<Answer> = await pool.run({ ...task, beat })
    watchdog?.finished(slot)
    const answer = answerOf(result)
    options.onDone(answer, slot)
    return answer
  }
  for (const [slot, planned] of tasks.entries()) submitted.push(submit(planned, slot))
  const work = Promise.all(submitted)
  // Whichever comes first decides; the others then fail because the pool is gone.
  work.catch(() => {})
  try {
    const first = watchdog === null ? work : Promise.race([work, watchdog.hung])
    return await untilInterrupted(first, options.onInterrupt, options.signal)
  } finally {
    watchdog?.stop()
    await pool.destroy()
  }
}

/**
 * Does all tasks; one that needs others comes after them. Throws a UsageError for the first mistake
 * of the user's code.
 */
export async function runPlanned(
  tasks: readonly (Task | LaterTask)[],
  options: PoolOptions,
): Promise<readonly Answer[]> {
  if (tasks.length === 0) return []
  const here = !compiled || (options.jobs === 1 && !options.guarded && options.apart !== true)
  return here ? await runHere(tasks, options) : await runInPool(tasks, options)
}

/** Does tasks of one kind, none of which needs another. */
export async function runTasks<K extends Task['kind']>(
  tasks: readonly TaskOf<K>[],
  options: PoolOptions,
): Promise<readonly TaskAnswers[K][]> {
  // Each task answers for its own kind, which the union of all answers no longer shows.
  return (await runPlanned(tasks, options)) as unknown as readonly TaskAnswers[K][]
}
