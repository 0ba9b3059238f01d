/** A client takes an answer. */
import { isBlocked } from '../network/network.ts'
import type { MessageAction } from './cluster-action.ts'
import { messageAt } from './message-at.ts'

export const answer: MessageAction = {
  kind: 'answer',
  reach: 'instance',
  possible: (world, _engine, message, position) =>
    world.instances[message.instance]?.status === 'live' && !isBlocked(world, position),
  due: (_world, _engine, { due }) => due,
  fire: (world, engine, _ticket, position) =>
    engine.answer(world, messageAt(world, position), position),
}
