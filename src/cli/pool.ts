/** Spreads tasks over worker threads, or does them here; answers come back in order. */
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'
import { AssertionBug } from '../model/assert.ts'
import { untilInterrupted } from './interrupt.ts'
import { runTask, type Task, type TaskAnswers, type TaskResult } from './tasks.ts'
import { UsageError } from './usage-error.ts'
import { startWatchdog, type Watchdog } from './watchdog.ts'

type TaskOf<K extends Task['kind']> = Extract<Task, { readonly kind: K }>

/** How tasks are to be done. */
export interface PoolOptions {
  readonly jobs: number
  /** Whether a task may hang, because it runs code that is not ours. */
  readonly guarded: boolean
  /** Called after each task. */
  readonly onDone: () => void
  /** Called when the user gives up. */
  readonly onInterrupt: () => void
}

/** Worker threads need compiled code; the tests run the sources and work in their own thread. */
const compiled = import.meta.url.endsWith('.js')

function answerOf<T>(result: TaskResult<T>): T {
  if (result.ok) return result.value
  throw result.isBug ? new AssertionBug(result.mistake) : new UsageError(result.mistake)
}

async function runHere(tasks: readonly Task[], options: PoolOptions) {
  const results: TaskAnswers[Task['kind']][] = []
  let stopped = false
  const work = async (): Promise<void> => {
    for (const task of tasks) {
      if (stopped) return
      results.push(answerOf(await runTask(task)))
      options.onDone()
      // Signals are heard between tasks only.
      await setImmediate()
    }
  }
  await untilInterrupted(work(), () => {
    stopped = true
    options.onInterrupt()
  })
  return results
}

async function runInPool(tasks: readonly Task[], options: PoolOptions) {
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
  const submit = async (task: Task, slot: number): Promise<TaskAnswers[Task['kind']]> => {
    const beat = watchdog === null ? null : { counters: watchdog.counters, slot }
    const result: TaskResult<TaskAnswers[Task['kind']]> = await pool.run({ ...task, beat })
    watchdog?.finished(slot)
    options.onDone()
    return answerOf(result)
  }
  const work = Promise.all(tasks.map(submit))
  // Whichever comes first decides; the others then fail because the pool is gone.
  work.catch(() => {})
  try {
    const first = watchdog === null ? work : Promise.race([work, watchdog.hung])
    return await untilInterrupted(first, options.onInterrupt)
  } finally {
    watchdog?.stop()
    await pool.destroy()
  }
}

/** Does all tasks. Throws a UsageError for the first mistake of the user's code. */
export async function runTasks<K extends Task['kind']>(
  tasks: readonly TaskOf<K>[],
  options: PoolOptions,
): Promise<readonly TaskAnswers[K][]> {
  const here = !compiled || (options.jobs === 1 && !options.guarded)
  const results = here ? await runHere(tasks, options) : await runInPool(tasks, options)
  // Each task answers for its own kind, which the union of all answers no longer shows.
  return results as unknown as readonly TaskAnswers[K][]
}
