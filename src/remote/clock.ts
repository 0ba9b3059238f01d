/**
 * The clock of a cluster in real time, in whole milliseconds of the model, and the one alarm that
 * its pump needs. It never goes back, whatever is done to the machine's, and can be put forward.
 */
import { epochMs } from '../model/network/records.ts'

/** The longest that a timer of Node takes. */
const timerMsMax = 2 ** 31 - 1

/** Returns so many milliseconds later. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Returns when it is so, or so many milliseconds later. Whether it is so. */
export async function until(isSo: () => boolean, withinMs: number, everyMs = 5): Promise<boolean> {
  const end = performance.now() + withinMs
  while (!isSo()) {
    if (performance.now() >= end) return false
    await new Promise<void>((resolve) => later(everyMs, resolve))
  }
  return true
}

/** Calls back so many milliseconds later, if the process lives for so long. */
export function later(ms: number, callback: () => void): void {
  setTimeout(callback, ms).unref()
}

/** What the promise resolves with; null: it has not within so many milliseconds. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Calls back so often, if the process lives for so long, until what it returns is called. */
export function every(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms)
  timer.unref()
  return () => clearInterval(timer)
}

export class Clock {
  /** The model's zero is a date: from there on the time of records is the time of day. */
  #ahead = Math.max(0, Date.now() - epochMs) - performance.now()
  #alarm: NodeJS.Timeout | undefined

  /** Milliseconds. */
  now(): number {
    return Math.floor(this.#exact())
  }

  /** From now on it is that time, if it is not later already. */
  putForward(time: number): void {
    this.#ahead += Math.max(0, time - this.#exact())
  }

  /** Calls back at that time, and at no other time that it was told before. */
  wakeAt(time: number, callback: () => void): void {
    this.stop()
    if (time === Number.POSITIVE_INFINITY) return
    const delayMs = Math.ceil(time - this.#exact())
    this.#alarm = setTimeout(callback, Math.min(Math.max(delayMs, 1), timerMsMax))
  }

  /** Calls nobody back. */
  stop(): void {
    clearTimeout(this.#alarm)
  }

  #exact(): number {
    return this.#ahead + performance.now()
  }
}
