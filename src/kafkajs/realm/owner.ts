/** Whose code runs: the simulated process that virtual time, timers and chance belong to. */

/** What the globals of the realm ask of the process that runs. */
export interface Owner {
  /** Virtual milliseconds since 1970. */
  now(): number
  /** In `[0, 1)`, from the run's one source of choices. */
  random(): number
  /** Arms a timer; `every` null: it fires once. Returns a handle that is never falsy. */
  arm(callback: () => void, delayMs: number, every: boolean): object
  /** Arms a timer of kafkajs itself; see `app/timers.ts` for what is different. */
  armOfClient(callback: () => void, delayMs: number, every: boolean): object
  disarm(handle: unknown): void
  /** A promise was rejected and nobody had a handler by the time all microtasks were done. */
  rejected(reason: unknown): void
  /** kafkajs loops in it and never ends. */
  spins(): void
  /** It reached out of the simulation; the message says with what, and what to do instead. */
  escaped(message: string): void
}

/** Outside of any process: the time stands still, and nothing can be armed. */
export const nobody: Owner = {
  now: () => 0,
  random: () => 0,
  arm: () => ({}),
  armOfClient: () => ({}),
  disarm: () => {},
  rejected: (reason) => {
    throw reason
  },
  spins: () => {},
  escaped: (message) => {
    throw new Error(message)
  },
}
