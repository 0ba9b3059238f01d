/** A process whose requests and answers a history is told of. */
import type { World } from '../../model/world.ts'
import type { GroupNames } from '../group-names.ts'

export interface Watched {
  /** The name of its instance. */
  readonly name: string
  readonly world: World
  readonly groups: GroupNames
}
