/** What verdicts depend on when a state is hashed. */

/**
 * How the caller calls what a history names, so that it can call equal things alike. Numbers are at
 * least 0, and different for what is different; -1: nothing can happen to it any more.
 */
export interface Names {
  /** -1: no event will bear this name again. */
  member(name: string): number
  /** Of the group: how many there were since, so that it may be any number. */
  generation(generation: number): number
  partition(topic: string, partition: number): number
  /** -1: nobody can learn any more that the commit of this number was applied. */
  commit(commit: number): number
  /** -1: it cannot be committed any more, nor is anything written in it. */
  transaction(transaction: number): number
}

/** What verdicts depend on when a fingerprint is asked for. */
export interface Asked {
  readonly names: Names
  /** What the properties that are not broken yet read of the records: their bits and offsets. */
  readonly reads: number
  /** Whether a committed offset may be gone again: lost with its topic, expired, or given up. */
  readonly offsetsVanish: boolean
}
