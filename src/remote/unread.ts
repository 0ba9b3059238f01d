/**
 * What clients leave unread is kept in this process: all of it together has a bound.
 *
 * Behaviour: a connection is owed one answer at a time, as a broker mutes a channel; where many of
 * them do not read theirs, those that have most to read are ended.
 */
import type { Socket } from 'node:net'
import { every } from './clock.ts'

/** Of all connections together, in bytes. */
const unreadMax = 64 * 1024 * 1024
const everyMs = 500

/** What is kept here for a socket. */
interface Waiting extends Pick<Socket, 'writableLength'> {
  destroy(): unknown
}

/** Looks now and then until it is stopped; `ended` hears of it. */
export function boundUnread(sockets: ReadonlySet<Waiting>, ended: () => void): () => void {
  return every(everyMs, () => {
    if (endUnread(sockets, unreadMax) > 0) ended()
  })
}

/** Ends those with most to read until the others have at most so many bytes. How many it ended. */
export function endUnread(sockets: Iterable<Waiting>, bytesMax: number): number {
  const waiting = [...sockets].filter(({ writableLength }) => writableLength > 0)
  waiting.sort((a, b) => b.writableLength - a.writableLength)
  let bytes = 0
  for (const { writableLength } of waiting) bytes += writableLength
  let ended = 0
  for (; bytes > bytesMax; ended++) {
    const most = waiting[ended]
    if (most === undefined) break
    bytes -= most.writableLength
    most.destroy()
  }
  return ended
}
