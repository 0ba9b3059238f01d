/**
 * What a strategy claims: which properties it must keep under which faults.
 *
 * A claim is held only against the faults that the strategy is meant to survive. No consumer
 * survives records that the broker threw away; and what happens without a committed offset is
 * decided by `auto.offset.reset`, not by the strategy.
 */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames, faultsThat } from '../../model/faults/names.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { AnyStrategy, Claim } from '../../strategies/strategy.ts'
import { type FaultSet, faultsOf } from './fault-sets.ts'

/** What of a strategy decides its claims. */
export type Claiming = Pick<
  AnyStrategy,
  'claims' | 'survives' | 'exposedTo' | 'reprocessingMax' | 'caughtBy' | 'uses'
>

const claimedProperties: Readonly<Record<Claim, readonly PropertyName[]>> = {
  'at-least-once': ['at-least-once'],
  'at-most-once': ['at-most-once'],
  'exactly-once': ['at-least-once', 'at-most-once', 'exactly-once'],
}

/** The broker threw records away. */
const recordsLost = faultsThat(({ loses }) => loses === 'records')
/** The group forgot how far it was. */
const offsetsLost = faultsThat(({ loses }) => loses === 'offsets')
/** Harmless only if a partition without a committed offset is read from its start. */
const needEarliest = faultsThat(({ resets, loses }) => resets && loses !== 'records')

/** The faults after which a strategy's claim must still hold. */
export function survivedFaults(
  strategy: Claiming,
  settings: Readonly<Partial<Settings>>,
): readonly FaultName[] {
  const exposedTo = strategy.exposedTo ?? []
  const survived = (strategy.survives ?? defaultSurvived(strategy)).filter(
    (fault) => !exposedTo.includes(fault),
  )
  if ((settings['auto.offset.reset'] ?? 'earliest') === 'earliest') return survived
  return survived.filter((fault) => !needEarliest.includes(fault))
}

/**
 * Reading again from the start repeats everything, which at-least-once allows and the others do
 * not, unless the positions are in the external store.
 */
function defaultSurvived({ claims, uses }: Claiming): readonly FaultName[] {
  const ownOffsets = claims === 'exactly-once' && (uses ?? []).includes('store')
  const repeatable = claims === 'at-least-once' || ownOffsets
  const fatal = repeatable ? recordsLost : [...recordsLost, ...offsetsLost]
  return faultNames.filter((fault) => !fatal.includes(fault))
}

/** Whether the strategy promises this property under these faults. */
export function isClaimed(
  strategy: Claiming,
  property: PropertyName,
  faultSet: FaultSet,
  settings: Readonly<Partial<Settings>>,
): boolean {
  const faults = faultsOf(faultSet)
  const survived = survivedFaults(strategy, settings)
  if (!faults.every((fault) => survived.includes(fault))) return false
  switch (property) {
    case 'bounded-reprocessing':
      // The bound is declared per crash; other faults make whole batches come again.
      return strategy.reprocessingMax !== undefined && faults.every((fault) => fault === 'crash')
    case 'commit-acknowledged-is-applied':
      // What kafkajs tells a service is not the service's to promise.
      return strategy.caughtBy === undefined && !('service' in strategy)
    default:
      return claimedProperties[strategy.claims].includes(property)
  }
}
