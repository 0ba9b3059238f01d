/**
 * Has tasks done by worker threads. Each of them does one task after the other; one that hangs or
 * dies is replaced, its task is lost or tried again in another way, and all else goes on.
 */
import { totalmem } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { defined } from '../../model/assert.ts'
import { ours } from '../../ours.ts'
import { UsageError } from '../usage-error.ts'
import { askToStop, createStop, lastRun, type StopReason } from './beat.ts'
import { hurryThreads } from './held-threads.ts'
import { failed, isLost, type Lost, outOfMemory, stopped, stuck } from './lost.ts'
import { endAndPlace } from './place-of-thread.ts'
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
import type { Task } from './task.ts'
import { type Ended, type Heap, startThread, type Thread } from './thread.ts'
import { startWatchdog } from './watchdog.ts'

/** What a task under way gets to come to its end when all are to. */
const graceMs = 700
/** The heap of a thread that runs code which is not ours; never more than the command has. */
const memoryOfUsersMb = Math.min(1024, Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20))

/**
 * What all threads may take together, buffers included, which no heap counts: beyond it a machine
 * begins to swap, and its kernel to kill.
 */
const memoryOfAllBytes = Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 2
const memoryEveryMs = 500

/**
 * A search of all states keeps them all, and most for long: moved twice within a small young
 * generation, they cost up to a fifth of its time.
 */
const heapOfStates: Heap = { maxYoungGenerationSizeMb: 192 }

/** A thread's place: the thread in it may be another one later. */
interface Lane {
  thread: Thread | null
  /** Ends the task in it as if its heap were full. */
  exhausted: (() => void) | null
}

/** Does the tasks; see `runPlanned`. */
export async function runInThreads(
  tasks: readonly Planned[],
  options: PoolOptions,
): Promise<readonly Outcome[]> {
  const work = new Work(tasks, options)
  const forget = watchEnd(options, (reason) => work.stop(reason))
  try {
    return await work.done()
  } finally {
    forget()
    await work.end()
  }
}

class Work {
  readonly #tasks: readonly Planned[]
  readonly #options: PoolOptions
  readonly #stop = createStop()
  readonly #watchdog
  readonly #lanes: readonly Lane[]
  readonly #waiting: Set<number>
  readonly #outcomes: (Outcome | undefined)[]
  readonly #failure = deferred<never>()
  /** Resolved when not even tasks under way are waited for. */
  readonly #over = deferred<'over'>()
  readonly #looking: NodeJS.Timeout | undefined
  #reason: StopReason | null = null
  #isOver = false
  #changed = deferred<void>()

  constructor(tasks: readonly Planned[], options: PoolOptions) {
    this.#tasks = tasks
    this.#options = options
    this.#watchdog = options.guarded ? startWatchdog(options.limits.stuckAfterMs) : null
    const lanes = Math.min(options.jobs, tasks.length)
    this.#lanes = Array.from({ length: lanes }, () => ({ thread: null, exhausted: null }))
    this.#waiting = new Set(tasks.keys())
    this.#outcomes = tasks.map(() => undefined)
    this.#failure.promise.catch(() => {})
    const look = (): void => {
      if (process.memoryUsage.rss() < memoryOfAllBytes) return
      for (const lane of this.#lanes) lane.exhausted?.()
    }
    this.#looking = options.guarded ? setInterval(look, memoryEveryMs) : undefined
  }

  async done(): Promise<readonly Outcome[]> {
    const lanes = Promise.all(this.#lanes.map((lane) => this.#work(lane)))
    lanes.catch(() => {})
    await Promise.race([lanes, this.#failure.promise])
    return this.#outcomes.map((outcome) => defined(outcome, 'every task has an outcome'))
  }

  stop(reason: StopReason): void {
    if (this.#reason !== null) return
    this.#reason = reason
    hurryThreads()
    askToStop(this.#stop, reason)
    this.#announce()
    void setTimeout(graceMs, undefined, { ref: false }).then(() => {
      this.#isOver = true
      this.#over.resolve('over')
      this.#announce()
    })
  }

  async end(): Promise<void> {
    this.#watchdog?.stop()
    clearInterval(this.#looking)
    const ends = Promise.all(this.#lanes.map(({ thread }) => thread?.end()))
    // What was found is told first: whoever exits waits for threads.
    if (!this.#isOver) await ends
  }

  async #work(lane: Lane): Promise<void> {
    while (this.#waiting.size > 0) {
      const number = this.#next()
      if (number === null) {
        await this.#changed.promise
        continue
      }
      const left = [...this.#waiting].filter((one) => this.#isSearch(one)).length
      this.#waiting.delete(number)
      const outcome = await this.#outcomeOf(lane, number, left)
      this.#outcomes[number] = outcome
      this.#options.onDone?.(outcome, number)
      this.#announce()
    }
  }

  /** The first task that waits for no other one. */
  #next(): number | null {
    for (const number of this.#waiting) {
      const needed = neededBy(this.#planned(number))
      if (needed.every((one) => this.#outcomes[one] !== undefined)) return number
    }
    return null
  }

  #planned(number: number): Planned {
    return defined(this.#tasks[number], 'a task of that number')
  }

  #isSearch(number: number): boolean {
    return 'budgetMs' in this.#planned(number)
  }

  #announce(): void {
    this.#changed.resolve()
    this.#changed = deferred()
  }

  async #outcomeOf(lane: Lane, number: number, left: number): Promise<Outcome> {
    const planned = this.#planned(number)
    const needed = neededBy(planned).map((one) => defined(this.#outcomes[one], 'done before'))
    const { limits, again } = this.#options
    let task: Task = withShare(made(planned, needed), this.#lanes.length, left, limits)
    for (;;) {
      // What was found is concluded even when all are to end.
      const isEnd = this.#isOver || (this.#reason !== null && task.kind !== 'conclude')
      if (isEnd) return stopped(this.#reason ?? 'time', task)
      const outcome = await this.#attempt(lane, task)
      if (!isLost(outcome) || outcome.lostTo === 'stopped') return outcome
      const other = again?.(task, outcome) ?? null
      if (other === null) return outcome
      task = other
    }
  }

  async #attempt(lane: Lane, task: Task): Promise<Outcome> {
    const thread = this.#threadOf(lane)
    const hung = deferred<'stuck' | 'memory'>()
    const watched = this.#watchdog?.watch(thread.beat, () => hung.resolve('stuck'))
    lane.exhausted = () => hung.resolve('memory')
    const ended = await Promise.race([thread.run(task), hung.promise, this.#over.promise])
    lane.exhausted = null
    watched?.end()
    if (typeof ended !== 'string' && ended.how === 'done') return answerOf(ended.result)
    lane.thread = null
    const run = lastRun(thread.beat)
    if (ended === 'stuck') {
      const place = await endAndPlace(thread, ours, this.#over.promise)
      return stuck(task, run, this.#options.limits.stuckAfterMs, place)
    }
    const end = thread.end()
    if (ended === 'over') return stopped(this.#reason ?? 'time', task)
    await end
    if (ended === 'memory' || ended.how === 'memory') return outOfMemory(task, run)
    return this.#failed(task, ended.error)
  }

  /** Of a mistake; a bug of ours is the end of all. */
  #failed(task: Task, error: Error): Lost {
    if (this.#options.lenient === true && error instanceof UsageError) return failed(task, error)
    throw error
  }

  #threadOf(lane: Lane): Thread {
    const { guarded, keepsStates } = this.#options
    const bounded: Heap = guarded ? { maxOldGenerationSizeMb: memoryOfUsersMb } : {}
    const onDeath = (ended: Ended): void => {
      lane.thread = null
      const isForgiven = this.#options.lenient === true
      if (ended.how === 'failed' && !isForgiven) this.#failure.reject(ended.error)
    }
    lane.thread ??= startThread(this.#stop, keepsStates === true ? heapOfStates : bounded, onDeath)
    return lane.thread
  }
}

function deferred<T>() {
  let resolve = (_value: T): void => {}
  let reject = (_error: Error): void => {}
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
