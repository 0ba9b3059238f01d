/** What a search met on its way: that nothing is broken says little if nothing happened. */
import type { FaultName } from '../../../model/faults/all.ts'
import type { Emit } from '../../../model/history.ts'
import type { AnyStrategy } from '../../../strategies/strategy.ts'
import type { FaultSet } from '../../verdicts/fault-sets.ts'
import { missingCoverage } from '../../verdicts/vacuity.ts'

/**
 * Sums over all steps of a search, whichever states they lead to; no part of any state. What one
 * step shows by itself can be told so; what takes a whole history to see cannot.
 */
export interface Met {
  /** How many steps were a strike of each fault. */
  readonly strikes: Partial<Record<FaultName, number>>
  /** Whether any step, or any end, finished a record. */
  processed: boolean
}

/** Nothing was met yet. */
export function createMet(): Met {
  return { strikes: {}, processed: false }
}

/** Notes events on their way to somebody else. */
export function noting(met: Met, emit: Emit): Emit {
  return (event) => {
    if (event.kind === 'processing-done') met.processed = true
    emit(event)
  }
}

/**
 * Why a search that met every state proves nothing; null: it does. What never happened within small
 * sizes may well in larger ones, so that nothing is said here of what can touch the strategy.
 */
export function whyVacuous(
  strategy: Pick<AnyStrategy, 'uses'>,
  fault: FaultSet,
  { strikes, processed }: Met,
): string | null {
  return missingCoverage(strategy, fault, { 'record-processed': processed ? 1 : 0 }, strikes, 0)
}
