/**
 * One call of a service: yields its operation, runs the callbacks that the world asks for, and ends
 * with the world's answer.
 *
 * When the world answers with a {@link Callback}, the callback runs right here, inside the call
 * that caused it, as callbacks of the Java client do. Written out rather than as a generator
 * function because every operation of every run passes through one: it is its own iterator and its
 * own result, so that a call is one object.
 */
import type { Op, Program } from './ops.ts'

/** What an operation answers when a callback of the application must run before it can go on. */
export class Callback {
  readonly body: () => Program<void>
  constructor(body: () => Program<void>) {
    this.body = body
  }
}

export class Call<T> implements Generator<Op, T, unknown> {
  /** Of the latest result: an operation, or what the call ends with. */
  value: unknown
  done = false
  /** 0: not begun; 1: waits for the world's answer; 2: over. */
  private phase = 0
  /** The callback that runs now. */
  private callback: Program<void> | null = null

  constructor(op: Op) {
    this.value = op
  }

  next(reply?: unknown): IteratorResult<Op, T> {
    if (this.callback !== null) return this.moveCallback(reply, false)
    if (this.phase === 1) return reply instanceof Callback ? this.begin(reply) : this.end(reply)
    if (this.phase === 2) return this.end(undefined)
    this.phase = 1
    return this as IteratorResult<Op, T>
  }

  throw(error: unknown): IteratorResult<Op, T> {
    if (this.callback !== null) return this.moveCallback(error, true)
    this.end(undefined)
    throw error
  }

  return(value: T): IteratorResult<Op, T> {
    const callback = this.callback
    this.callback = null
    callback?.return(undefined)
    return this.end(value)
  }

  [Symbol.iterator](): this {
    return this
  }

  get [Symbol.toStringTag](): string {
    return 'Call'
  }

  /** A callback is a program; a plain function that returned nothing is fine, too. */
  private begin(callback: Callback): IteratorResult<Op, T> {
    let body: Program<void> | null | undefined
    try {
      body = callback.body()
    } catch (error) {
      return this.endCallback(error)
    }
    if (body === undefined || body === null) return this.endCallback(null)
    this.callback = delegate(body)
    return this.moveCallback(undefined, false)
  }

  private moveCallback(value: unknown, throws: boolean): IteratorResult<Op, T> {
    const callback = this.callback as Program<void>
    let result: IteratorResult<Op, void>
    try {
      result = throws ? callback.throw(value) : callback.next(value)
    } catch (error) {
      return this.endCallback(error)
    }
    return result.done === true ? this.endCallback(null) : (result as IteratorResult<Op, T>)
  }

  private endCallback(error: unknown): IteratorResult<Op, T> {
    this.callback = null
    this.value = { op: 'callback-done', error }
    return this as IteratorResult<Op, T>
  }

  private end(value: unknown): IteratorResult<Op, T> {
    this.phase = 2
    this.done = true
    this.value = value
    return this as IteratorResult<Op, T>
  }
}

/** User code may hand over anything that `yield*` takes; anything else fails as it does there. */
function* delegate(body: Program<void>): Program<void> {
  yield* body
}
