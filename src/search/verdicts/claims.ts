/**
 * What a strategy claims: which properties it must keep under which faults.
 *
 * A claim is held only against the faults that the strategy is meant to survive. No consumer
 * survives records that the broker threw away; and what happens without a committed offset is
 * decided by `auto.offset.reset`, not by the strategy.
 *
 * Whatever it claims, a strategy claims `progress`: once the faults are over its group catches up,
 * unless it says otherwise, with the reason (`stalls`). A record that always fails stops whoever
 * does not give it up. Of faults of several kinds together nobody claims it: the calm has a bound,
 * and what they leave behind may take longer.
 */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames, faultsThat } from '../../model/faults/names.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { AnyStrategy, Claim, Stalls } from '../../strategies/strategy.ts'
import { type FaultSet, faultsOf } from './fault-sets.ts'

/** What of a strategy decides its claims. */
export type Claiming = Pick<
  AnyStrategy,
  'claims' | 'survives' | 'exposedTo' | 'reprocessingMax' | 'caughtBy' | 'uses' | 'givesUp'
> & { readonly stalls?: Stalls; readonly service?: string }

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

/** Where kafkajs itself stands still; its strategies say why (`strategies/kafkajs/stalls.ts`). */
const kafkajsStalls: readonly FaultName[] = [
  'pause',
  'commit-refused',
  'commit-delayed',
  'disconnect',
]

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
  if (property === 'progress') return isProgressClaimed(strategy, faults, settings)
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

/** Whether the group is to catch up after these faults. */
function isProgressClaimed(
  strategy: Claiming,
  faults: readonly FaultName[],
  settings: Readonly<Partial<Settings>>,
): boolean {
  const { survives, stalls, service } = strategy
  // A service that says nothing can do no more than the client it runs.
  const under = stalls?.under ?? (service === undefined ? [] : kafkajsStalls)
  const [fault, ...others] = faults
  if (under === 'any' || others.length > 0) return false
  if (fault === undefined) return true
  if (under.includes(fault) || stopsProgress(strategy, fault, settings)) return false
  return survives?.includes(fault) ?? true
}

function stopsProgress(
  { givesUp, uses }: Claiming,
  fault: FaultName,
  settings: Readonly<Partial<Settings>>,
): boolean {
  if (fault === 'poison-record') return givesUp !== true
  // What the store says is below what is left of the log, and those records are nowhere.
  if (recordsLost.includes(fault) && (uses ?? []).includes('store')) return true
  const reset = settings['auto.offset.reset'] ?? 'earliest'
  return reset !== 'earliest' && faultsThat(({ resets }) => resets).includes(fault)
}
