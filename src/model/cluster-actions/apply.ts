/** The broker takes a request. */
import { isMuted } from '../network/network.ts'
import type { MessageAction } from './cluster-action.ts'
import { messageAt } from './message-at.ts'

export const apply: MessageAction = {
  kind: 'apply',
  reach: 'cluster',
  possible: (world, _engine, _message, position) => !isMuted(world, position),
  due: (_world, _engine, { due }) => due,
  fire: (world, engine, _ticket, position) => engine.apply(world, messageAt(world, position)),
}
