/** A worker thread that does one task at a time, and whose death is an answer, too. */
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { hostEnvironment } from '../../kafkajs/app/environment.ts'
import { AssertionBug } from '../../model/assert.ts'
import { ours } from '../../ours.ts'
import { lateError } from '../late-error.ts'
import { UsageError } from '../usage-error.ts'
import { type Beat, createBeat } from './beat.ts'
import { countThread, endedOrHeld } from './held-threads.ts'
import type { Task, TaskAnswers, TaskResult } from './task.ts'
import { printsHere, showOutput } from './users-output.ts'

type AnyResult = TaskResult<TaskAnswers[Task['kind']]>

/** How a task ended in a thread. */
export type Ended =
  | { readonly how: 'done'; readonly result: AnyResult }
  | { readonly how: 'memory' }
  | { readonly how: 'failed'; readonly error: Error }

/** A thread. After a death it takes no other task. */
export interface Thread {
  readonly beat: Beat
  readonly threadId: number
  /** Resolves when the task is done or the thread dies; never while it hangs. */
  run(task: Task): Promise<Ended>
  /** Ends it, whatever it does in JavaScript (`held-threads.ts`); safe to call twice. */
  end(): Promise<void>
}

/** What bounds the heap of a thread; without a bound V8 takes what the machine has. */
export interface Heap {
  readonly maxOldGenerationSizeMb?: number
  readonly maxYoungGenerationSizeMb?: number
}

/** Starts a thread. `onDeath` is called when it dies while it has no task. */
export function startThread(stop: Int32Array, heap: Heap, onDeath: (ended: Ended) => void): Thread {
  const beat = createBeat(stop)
  const { port1: port, port2 } = new MessageChannel()
  const worker = new Worker(join(ours, 'cli/workers/worker.js'), {
    workerData: { port: port2 },
    transferList: [port2],
    ...printsHere,
    resourceLimits: heap,
    env: hostEnvironment(),
  })
  countThread(worker)
  showOutput(worker)
  const { threadId } = worker
  let settle: ((ended: Ended) => void) | null = null
  let isEnded = false
  const ended = (how: Ended): void => {
    const waiting = settle
    settle = null
    if (waiting !== null) waiting(how)
    else if (!isEnded) onDeath(how)
    if (how.how !== 'done') isEnded = true
  }
  port.on('message', (result: AnyResult) => ended({ how: 'done', result }))
  worker.on('error', (error: NodeJS.ErrnoException) => ended(deathOf(error)))
  worker.on('exit', () => {
    if (!isEnded) ended({ how: 'failed', error: new UsageError('your code ended its thread') })
  })
  return {
    beat,
    threadId,
    run: (task) =>
      new Promise((resolve) => {
        settle = resolve
        port.postMessage({ ...task, beat })
      }),
    async end() {
      isEnded = true
      port.close()
      await endedOrHeld(worker)
    },
  }
}

function deathOf(error: NodeJS.ErrnoException): Ended {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { how: 'memory' }
  const { line, isOurs } = lateError(error, ours)
  return { how: 'failed', error: isOurs ? new AssertionBug(line) : new UsageError(line) }
}
