import type { Message } from '../network/message.ts'
import type { World } from '../world.ts'

/** The message at the position. */
export function messageAt(world: World, position: number): Message {
  const message = world.messages[position]
  if (message === undefined) throw new Error(`no message ${position}`)
  return message
}
