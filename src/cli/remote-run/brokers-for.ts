/** How many simulated brokers a schedule meets. */
import type { RemotePlan } from '../../remote/schedule/plan.ts'
import { brokersOf, brokersUsual } from '../../remote/search/brokers-of.ts'
import type { RemoteOptions } from '../options/remote-options.ts'

/** One schedule that is asked for is played with as many as its line says, or as usual. */
export function brokersFor({ brokers, at, upstream }: RemoteOptions, plan: RemotePlan): number {
  if (brokers !== undefined) return brokers
  return at === undefined && upstream === undefined ? brokersOf(plan) : brokersUsual
}
