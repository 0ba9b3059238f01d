/**
 * `ackurate/holds`: a check for every test runner.
 *
 *     await holds('../src/consumer.ts', 'at-least-once', { under: ['crash', 'shutdown'] })
 */

/** How to search; all of it may be left out. What is not said here, `ackurate.config` says. */
export interface HoldsOptions {
  /** Faults, each a search of its own: `'none'`, `'crash'`, `'crash+join'`, ... */
  readonly under?: readonly string[]
  /** Schedules of each search. */
  readonly schedules?: number
  /** A limit of all searches together, such as `'30s'`. */
  readonly time?: string
  readonly seed?: string | number
  /** Plays this path alone, as a replay line has it. */
  readonly path?: string
  /** By Kafka's names. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>
  readonly scenario?: Readonly<Record<string, string | number | boolean>>
  /** Paths that are tried first and to which a failure adds its own; `false`: none. */
  readonly regressions?: string | false
}

/**
 * Resolves when every search says that the property holds of the service or strategy in the module:
 * a path, which starts at the test's file if it is relative, or a `file:` URL. Rejects with the
 * story of the shortest schedule that breaks it, and when nothing was decided.
 */
export function holds(
  consumer: string | URL,
  property: string,
  options?: HoldsOptions,
): Promise<void>
