/** What a process of a service is told when it is started: plain data, as its one argument. */

/** When the process is struck. */
export interface Strike {
  readonly signal: 'SIGKILL' | 'SIGTERM'
  /** At the point of that number, counted from 1, of all that it writes down. */
  readonly point: number
  /** So many milliseconds later; 0: at that very point, before anything else is done. */
  readonly delayMs: number
}

/** All that a process needs to know. */
export interface Plan {
  /** The module whose default export starts the service. */
  readonly service: string
  readonly bootstrap: string
  readonly topic: string
  readonly group: string
  readonly output: string
  readonly member: string
  /** Where it writes down what it does. */
  readonly file: string
  /** What the durations of its handlers are drawn from. */
  readonly seed: string
  readonly strike: Strike | null
}

/** What is written down that is no event of a story. */
export type Note =
  /** Its modules are loaded; it waits for the word to start. */
  | { readonly kind: 'ready'; readonly member: string }
  | { readonly kind: 'wire'; readonly member: string; readonly what: string }
  /** The process stood still for so long: the machine was busy. */
  | { readonly kind: 'stalled'; readonly member: string; readonly ms: number }
