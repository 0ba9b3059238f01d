/** The worlds that are small enough to be searched wholly with every fault. */
import type { Scenario } from '../../model/scenario.ts'

/** How large one is. */
export type Sizes = Pick<Scenario, 'partitions' | 'records' | 'members' | 'faultsMax'>

/** Of this size most cells are decided within some thousand states. */
export const smallSizes: Sizes = {
  partitions: 1,
  records: 2,
  members: 1,
  faultsMax: 1,
}

/**
 * Larger ones, in this order, for faults that found nothing to strike in the small one: an ack
 * comes with the fifth record only, a commit when a partition is handed over.
 */
export const largerSizes: readonly Sizes[] = [
  { ...smallSizes, records: 6 },
  { ...smallSizes, members: 2 },
]
