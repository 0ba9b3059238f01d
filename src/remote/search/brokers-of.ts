/**
 * How many brokers a schedule meets, where the user does not say.
 *
 * kafkajs fetches from each broker by itself, and sleeps for five seconds where it has no partition
 * to fetch from there. It gives up nothing meanwhile: no rebalance is over, and no stop, until it
 * wakes. So most schedules have one broker. What depends on several (records that come from two of
 * them side by side, their failovers) is tried all the same.
 */
import { faultsOfBrokers } from '../moments/remote-faults.ts'
import type { RemotePlan } from '../schedule/plan.ts'

/** As many as a topic of offsets has replicas. */
export const brokersUsual = 3
/** At every fourth moment there are as many, whatever happens there. */
const every = 4

/** So many. */
export function brokersOf(plan: RemotePlan): number {
  const needsOnlyOne = plan.every(({ fault, at }) => {
    return !faultsOfBrokers.includes(fault) && at.nth % every !== 0
  })
  return plan.length > 0 && needsOnlyOne ? 1 : brokersUsual
}
