/** What can happen in a cluster by itself: each declared once, for every engine. */
import type { Message } from '../network/message.ts'
import type { ClusterActionKind } from '../run/action.ts'
import type { ActionType } from '../run/action-type.ts'
import type { World } from '../world.ts'
import type { Engine } from './engine.ts'

/** Something of the brokers, the coordinator, the producers upstream or the supervisor. */
export interface ClusterAction extends ActionType<ClusterActionKind> {
  /** How many subjects there are; they are numbered from 0. */
  count(world: World): number
  /** Whether it can happen now to the subject. */
  possible(world: World, engine: Engine, subject: number): boolean
  /** When, in virtual milliseconds, where it is possible. */
  due(world: World, engine: Engine, subject: number): number
}

/** Something that happens to a message. Subject: its ticket; detail: its position. */
export interface MessageAction extends ActionType<ClusterActionKind> {
  possible(world: World, engine: Engine, message: Message, position: number): boolean
  due(world: World, engine: Engine, message: Message): number
}
