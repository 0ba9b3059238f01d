/**
 * When a search proves nothing, and why.
 *
 * Two kinds, which the exit code distinguishes: a fault that cannot touch the strategy leaves
 * nothing to prove; a search that never reached what it was made for should be fixed.
 */
import type { FaultName } from '../../model/faults/all.ts'
import { faultsThat } from '../../model/faults/names.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { type FaultSet, faultsOf } from './fault-sets.ts'

const noStore = 'keeps nothing in an external store'
const noTransactions = 'uses no transactions'
const noCommits = 'asks the group for no commit'
const noTarget = 'there was never anything for it to strike'

/** Why the faults cannot touch the strategy, as far as it declares it; null: they may. */
export function untouchable(
  strategy: Pick<AnyStrategy, 'uses'>,
  faultSet: FaultSet,
): string | null {
  const faults = faultsOf(faultSet)
  const reasons = faults.map((fault) => untouchableBy(strategy.uses ?? [], fault))
  return reasons.length > 0 && !reasons.includes(null) ? (reasons[0] ?? null) : null
}

const needStore = faultsThat(({ needs }) => needs === 'store')
const needTransactions = faultsThat(({ needs }) => needs === 'transactions')
const needCommits = faultsThat(({ needs }) => needs === 'commits')

function untouchableBy(uses: readonly string[], fault: FaultName): string | null {
  if (needStore.includes(fault) && !uses.includes('store')) return noStore
  if (needTransactions.includes(fault) && !uses.includes('transactions')) return noTransactions
  return null
}

/** Why they cannot, as the search showed: commits cannot fail where none is asked for. */
export function untouched(faultSet: FaultSet, commitRequestsMax: number): string | null {
  const faults = faultsOf(faultSet)
  const onlyCommits = faults.length > 0 && faults.every((fault) => needCommits.includes(fault))
  return onlyCommits && commitRequestsMax === 0 ? noCommits : null
}

/** Whether a cell with that reason is blank because there was nothing to prove. */
export function isUntouchable(reason: string | null): boolean {
  return [noStore, noTransactions, noCommits, noTarget].includes(reason ?? '')
}

/** What a search must have met, beside the faults of its set. */
const required = ['record-processed'] as const

/**
 * This many schedules that planned a fault and looked for a moment for it until their end show that
 * there is none: a consumer that is assigned by hand has no poll interval to exceed, say.
 */
const enoughSchedules = 100

/**
 * Why a complete search of the set proves nothing; null: it does. `seen`: in how many schedules
 * each `sometimes` property was seen; `fired`: the same per fault of the set.
 */
export function missingCoverage(
  strategy: Pick<AnyStrategy, 'uses'>,
  faultSet: FaultSet,
  seen: Readonly<Record<string, number>>,
  fired: Readonly<Partial<Record<FaultName, number>>>,
  schedules: number,
): string | null {
  const missing = required.find((name) => (seen[name] ?? 0) === 0)
  if (missing !== undefined) return `never seen: ${missing}`
  const idle = faultsOf(faultSet).filter(
    (fault) => untouchableBy(strategy.uses ?? [], fault) === null && (fired[fault] ?? 0) === 0,
  )
  if (
    idle.length > 0 &&
    idle.length === faultsOf(faultSet).length &&
    schedules >= enoughSchedules
  ) {
    return noTarget
  }
  return idle.length > 0 ? `never happened: ${idle.join(', ')}` : null
}
