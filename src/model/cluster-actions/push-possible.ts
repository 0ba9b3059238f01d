import type { Message } from '../network/message.ts'
import { type ActionList, push } from '../run/action-list.ts'
import type { World } from '../world.ts'
import { answer } from './answer.ts'
import { apply } from './apply.ts'
import type { ClusterAction } from './cluster-action.ts'
import type { Engine } from './engine.ts'
import { fetchWait } from './fetch-wait.ts'

/** Adds what is possible of these actions, in order. */
export function pushPossible(
  list: ActionList,
  actions: readonly ClusterAction[],
  world: World,
  engine: Engine,
): void {
  for (let a = 0; a < actions.length; a++) {
    const action = actions[a] as ClusterAction
    const count = action.count(world)
    for (let subject = 0; subject < count; subject++) {
      if (!action.possible(world, engine, subject)) continue
      push(list, action.kind, subject, 0, action.due(world, engine, subject))
    }
  }
}

/** Adds what can happen to the messages, in the order in which they were sent. */
export function pushNetwork(list: ActionList, world: World, engine: Engine): void {
  const { messages } = world
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    const action =
      message.status === 'held' ? fetchWait : message.status === 'sent' ? apply : answer
    if (!action.possible(world, engine, message, i)) continue
    push(list, action.kind, message.ticket, i, action.due(world, engine, message))
  }
}
