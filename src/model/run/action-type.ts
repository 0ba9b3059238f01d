/** What all actions of a kind have in common. */
import type { Engine } from '../cluster-actions/engine.ts'
import type { World } from '../world.ts'
import type { ActionKind } from './action.ts'

/**
 * Which parts of a world an action can change besides messages and lists that only grow: those of
 * one process, those of the cluster, or any.
 */
export type Reach = 'instance' | 'cluster' | 'all'

export interface ActionType<Kind extends ActionKind = ActionKind> {
  readonly kind: Kind
  readonly reach: Reach
  /** It happens; time has moved. */
  fire(world: World, engine: Engine, subject: number, detail: number): void
}
