import type { Message } from '../network/message.ts'
import { type Action, type ClusterActionKind, setAction } from '../run/action.ts'
import type { World } from '../world.ts'
import { answer } from './answer.ts'
import { apply } from './apply.ts'
import type { ClusterAction } from './cluster-action.ts'
import type { Engine } from './engine.ts'
import { fetchWait } from './fetch-wait.ts'

/**
 * Writes into `first` which of the actions is possible and due first, and before `best`. Returns
 * when it is due; `best` if there is none.
 */
export function firstPossible<Kind extends string>(
  first: Action<Kind | ClusterActionKind>,
  best: number,
  actions: readonly ClusterAction[],
  world: World,
  engine: Engine,
): number {
  let due = best
  for (let a = 0; a < actions.length; a++) {
    const action = actions[a] as ClusterAction
    const count = action.count(world)
    for (let subject = 0; subject < count; subject++) {
      if (!action.possible(world, engine, subject)) continue
      const at = action.due(world, engine, subject)
      if (at >= due) continue
      due = at
      setAction(first, action.kind, subject, 0, due)
    }
  }
  return due
}

/** The same of what can happen to the messages, in the order in which they were sent. */
export function firstOfNetwork<Kind extends string>(
  first: Action<Kind | ClusterActionKind>,
  best: number,
  world: World,
  engine: Engine,
): number {
  const { messages } = world
  let due = best
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    if (message.due >= due) continue
    if (message.status === 'held') {
      const end = fetchWait.due(world, engine, message)
      if (end >= due || !fetchWait.possible(world, engine, message, i)) continue
      due = end
      setAction(first, 'fetch-wait', message.ticket, i, due)
    } else if (message.status === 'sent') {
      if (!apply.possible(world, engine, message, i)) continue
      due = message.due
      setAction(first, 'apply', message.ticket, i, due)
    } else if (answer.possible(world, engine, message, i)) {
      due = message.due
      setAction(first, 'answer', message.ticket, i, due)
    }
  }
  return due
}
