/**
 * The timers of one simulated process.
 *
 * Delays are clamped as Node does it: anything below 1 or not a number is 1 ms. Two kinds of timer
 * of kafkajs' own modules would be nearly all events of a run and are told apart; neither changes
 * anything that a user can observe:
 *
 * - **Parked timers.** After its first answer each connection re-arms a timer with a negative delay
 *   for ever; its callback sends requests that were queued behind a throttle or an in-flight limit.
 *   What it could send changes only when something else happens to the process (an answer, another
 *   timer, a call), so it fires before the next such event instead of every millisecond before it.
 *   Nothing can become sendable by the mere passing of time: with a throttle in force the delay is
 *   positive, and then it is an ordinary timer.
 * - **Time-out checks.** Each connection looks every 100 ms for requests that waited too long.
 * Until
 *   the oldest unanswered request of the process is as old as the shortest request time-out, a look
 *   finds nothing and does nothing, so only the later looks happen, on the same grid.
 *
 * Source: reference C.12; `network/requestQueue/index.js` of kafkajs 2.2.4, its only interval.
 */

/** A timer: also its handle, with what a `Timeout` of Node can be asked. */
class Timer {
  readonly timers: Timers
  readonly callback: () => void
  readonly delay: number
  /** Milliseconds between two firings; 0: it fires once. */
  readonly every: number
  readonly checksTimeouts: boolean
  /** The service itself set it: it may be there for work that was put off. */
  ofService = false
  /** When it fires next; of a time-out check, any moment of its grid. */
  due: number
  armed = true

  constructor(
    timers: Timers,
    callback: () => void,
    delay: number,
    repeats: boolean,
    checksTimeouts: boolean,
    now: number,
  ) {
    this.timers = timers
    this.callback = callback
    this.delay = delay
    this.every = repeats ? delay : 0
    this.checksTimeouts = checksTimeouts
    this.due = now + delay
  }

  refresh(): this {
    this.timers.refresh(this)
    return this
  }

  close(): this {
    this.timers.disarm(this)
    return this
  }

  /** There is no event loop that a timer keeps alive. */
  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  hasRef(): boolean {
    return true
  }
}

const never = Number.POSITIVE_INFINITY
/** As in Node, what is longer fires at once. */
const delayMsMax = 2 ** 31 - 1

/** What the timers need to know of their process. */
export interface TimersHost {
  readonly now: () => number
  /** When the first request that is still unanswered times out at the earliest; never: Infinity. */
  readonly firstTimeout: () => number
}

export class Timers {
  readonly #host: TimersHost
  readonly #armed: Timer[] = []
  #parked: Timer[] = []
  /** The process is gone, and what it still arms never fires. */
  #closed = false

  constructor(host: TimersHost) {
    this.#host = host
  }

  arm(callback: () => void, delayMs: number, every: boolean): object {
    return this.#add(callback, clamp(delayMs), every, false)
  }

  armOfService(callback: () => void, delayMs: number, every: boolean): object {
    const timer = this.#add(callback, clamp(delayMs), every, false)
    timer.ofService = true
    return timer
  }

  /** Whether the service has set a timer that fires within that time of being set. */
  hasOfService(withinMs: number): boolean {
    return this.#armed.some(({ ofService, delay }) => ofService && delay <= withinMs)
  }

  armOfClient(callback: () => void, delayMs: number, every: boolean): object {
    if (every || !(delayMs < 0)) return this.#add(callback, clamp(delayMs), every, every)
    const timer = new Timer(this, callback, 1, false, false, this.#host.now())
    if (!this.#closed) this.#parked.push(timer)
    return timer
  }

  disarm(handle: unknown): void {
    if (!(handle instanceof Timer)) return
    handle.armed = false
    removeFrom(this.#armed, handle)
    removeFrom(this.#parked, handle)
  }

  /** Starts the timer again, from now on. */
  refresh(timer: Timer): void {
    this.disarm(timer)
    timer.armed = true
    timer.due = this.#host.now() + timer.delay
    if (!this.#closed) this.#armed.push(timer)
  }

  /** When the next timer is due; Infinity: none is armed. */
  nextDue(): number {
    let due = never
    const timeout = this.#host.firstTimeout()
    for (let i = 0; i < this.#armed.length; i++) {
      const at = dueOf(this.#armed[i] as Timer, timeout)
      if (at < due) due = at
    }
    return due
  }

  /** Takes the next timer out and returns its callback. */
  take(): () => void {
    const timeout = this.#host.firstTimeout()
    let next: Timer | null = null
    for (const timer of this.#armed) {
      if (next === null || dueOf(timer, timeout) < dueOf(next, timeout)) next = timer
    }
    if (next === null) throw new Error('no timer is armed')
    if (next.every > 0) next.due = this.#host.now() + next.every
    else this.disarm(next)
    return next.callback
  }

  /** Fires what is parked; to be called first whenever anything happens to the process. */
  fireParked(): void {
    if (this.#parked.length === 0) return
    const parked = this.#parked
    this.#parked = []
    for (const timer of parked) if (timer.armed) timer.callback()
  }

  /** Forgets everything: the process is gone. */
  clear(): void {
    this.#closed = true
    this.#armed.length = 0
    this.#parked = []
  }

  #add(callback: () => void, delay: number, every: boolean, checks: boolean): Timer {
    const timer = new Timer(this, callback, delay, every, checks, this.#host.now())
    if (!this.#closed) this.#armed.push(timer)
    return timer
  }
}

function removeFrom(timers: Timer[], timer: Timer): void {
  const at = timers.indexOf(timer)
  if (at >= 0) timers.splice(at, 1)
}

function clamp(delayMs: number): number {
  return delayMs >= 1 && delayMs <= delayMsMax ? Math.trunc(delayMs) : 1
}

function dueOf(timer: Timer, firstTimeout: number): number {
  if (!timer.checksTimeouts || timer.due >= firstTimeout) return timer.due
  if (firstTimeout === never) return never
  return timer.due + Math.ceil((firstTimeout - timer.due) / timer.every) * timer.every
}
