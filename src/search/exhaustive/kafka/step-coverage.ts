/** What happened in a search: that nothing is broken says little if nothing happened. */
import type { FaultName } from '../../../model/faults/all.ts'
import type { Emit } from '../../../model/history.ts'
import type { AnyStrategy } from '../../../strategies/strategy.ts'
import type { FaultSet } from '../../verdicts/fault-sets.ts'
import { missingCoverage } from '../../verdicts/vacuity.ts'

/**
 * Sums over all steps of a search, whichever states they lead to; no part of any state. What one
 * step shows by itself can be counted so; what takes a whole history to see cannot.
 */
export interface StepCoverage {
  /** How many steps injected each fault. */
  readonly fired: Partial<Record<FaultName, number>>
  /** Whether any step, or any end, finished a record. */
  processed: boolean
  /** Whether a storm had not come to rest where those of all runs end. */
  stormsCut: boolean
}

/** Nothing has happened yet. */
export function createStepCoverage(): StepCoverage {
  return { fired: {}, processed: false, stormsCut: false }
}

/** Counts what events show on their way to `emit`. */
export function observing(coverage: StepCoverage, emit: Emit): Emit {
  return (event) => {
    if (event.kind === 'processing-done') coverage.processed = true
    emit(event)
  }
}

/**
 * Why a search of every state proves nothing; null: it does. What never happened within small
 * sizes may well in larger ones, so that nothing is said here of what can touch the strategy.
 */
export function whyVacuous(
  strategy: Pick<AnyStrategy, 'uses'>,
  fault: FaultSet,
  { fired, processed }: StepCoverage,
): string | null {
  return missingCoverage(strategy, fault, { 'record-processed': processed ? 1 : 0 }, fired, 0)
}
