/**
 * Which faults disturb what a search relies on: a reduction, or a fingerprint that leaves something
 * out, holds while none of those that are left may still fire. Computed from what each fault says
 * that it disturbs, so that there is no list here that a new fault could be forgotten in.
 */
import type { FaultFacts } from '../../../model/faults/fault.ts'
import type { World } from '../../../model/world.ts'

/** Names of faults, by what they disturb. */
export interface Disturbers {
  /** They reach into every process at once: no process is ever left alone. */
  readonly everyProcess: readonly string[]
  /** They see, or change, how far a log is replicated. */
  readonly logs: readonly string[]
  /** They change what a broker says of topics, leaders and coordinators, or cut its connections. */
  readonly reads: readonly string[]
  /** After them a committed offset may be gone. */
  readonly committed: readonly string[]
  /** They look at the whole log of committed offsets, or cut it. */
  readonly offsetsLog: readonly string[]
  /** After them the last group metadata in that log is read again. */
  readonly groupMetadata: readonly string[]
}

/** What a fault must say of itself here. */
export type Disturbing = Pick<FaultFacts, 'name' | 'disturbs'>

/** The names of the faults, by what they say that they disturb. */
export function disturbersOf(faults: readonly Disturbing[]): Disturbers {
  const those = (is: (disturbs: FaultFacts['disturbs']) => boolean): readonly string[] =>
    faults.filter(({ disturbs }) => is(disturbs)).map(({ name }) => name)
  return {
    everyProcess: those((by) => by.everyProcess),
    logs: those((by) => by.log),
    reads: those((by) => by.topics || by.log || by.offsets || by.coordinator || by.network),
    committed: those((by) => by.offsets),
    offsetsLog: those((by) => by.offsetsLog),
    groupMetadata: those((by) => by.coordinator),
  }
}

/** Whether any of the faults may still fire. */
export function mayBeInjected(
  { faultsLeft, faultsAllowed }: Pick<World, 'faultsLeft' | 'faultsAllowed'>,
  faults: readonly string[],
): boolean {
  return faultsLeft > 0 && faults.some((fault) => faultsAllowed.includes(fault))
}
