/** What can happen in a cluster by itself: each declared once, for every engine. */
import type { Message } from '../network/message.ts'
import type { ClusterActionKind } from '../run/action.ts'
import type { World } from '../world.ts'
import type { Engine } from './engine.ts'

/**
 * Which parts of a world an action can change besides messages and lists that only grow: those of
 * one process, those of the cluster, or any.
 */
export type Reach = 'instance' | 'cluster' | 'all'

export interface ActionType {
  readonly kind: ClusterActionKind
  readonly reach: Reach
  /** It happens; time has moved. */
  fire(world: World, engine: Engine, subject: number, detail: number): void
}

/** Something of the brokers, the coordinator, the producers upstream or the supervisor. */
export interface ClusterAction extends ActionType {
  /** How many subjects there are; they are numbered from 0. */
  count(world: World): number
  /** Whether it can happen now to the subject. */
  possible(world: World, engine: Engine, subject: number): boolean
  /** When, in virtual milliseconds, where it is possible. */
  due(world: World, engine: Engine, subject: number): number
}

/** Something that happens to a message. Subject: its ticket; detail: its position. */
export interface MessageAction extends ActionType {
  possible(world: World, engine: Engine, message: Message, position: number): boolean
  due(world: World, engine: Engine, message: Message): number
}
