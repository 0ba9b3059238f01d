/** The world that is small enough to be searched wholly with every fault. */
import type { Scenario } from '../../model/scenario.ts'

/** How large it is: of this size most cells are decided within some thousand states. */
export const smallSizes: Pick<Scenario, 'partitions' | 'records' | 'members' | 'faultsMax'> = {
  partitions: 1,
  records: 2,
  members: 1,
  faultsMax: 1,
}
