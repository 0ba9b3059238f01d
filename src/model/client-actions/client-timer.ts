/** A timer of the model's own client. Subject: the process. */
import type { Instance } from '../instance/instance.ts'
import type { ClientActionKind } from '../run/action.ts'
import type { ActionType } from '../run/action-type.ts'
import type { World } from '../world.ts'

export interface ClientTimer extends ActionType<ClientActionKind> {
  /** Whether the timer runs. */
  possible(world: World, instance: Instance): boolean
  /** When it fires, in virtual milliseconds. */
  due(world: World, instance: Instance): number
}
