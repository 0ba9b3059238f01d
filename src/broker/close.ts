/** A connection ends: what had been sent and can still change the cluster is left behind. */
import { dropFetch } from '../model/cluster/fetch.ts'
import { changesCluster } from '../model/network/message.ts'
import { leaveBehind, remove } from '../model/network/network.ts'
import type { Connection, Host } from './host.ts'

/** The connection is gone, and the client hears of it; `reason`: in words for its user. */
export function breakConnection(host: Host, connection: Connection, reason: string): void {
  if (!connection.open) return
  closed(host, connection)
  connection.breakDown(reason)
}

/** The client has closed it. Nobody takes the answers of this connection any more. */
export function closed({ world, inFlight }: Host, { connection, client }: Connection): void {
  for (const message of world.messages.slice()) {
    if (message.connection !== connection) continue
    const request = inFlight.get(message.ticket)
    if (request !== undefined) {
      client.unanswered(request)
      inFlight.delete(request.ticket)
    }
    dropFetch(world.cluster, message.ticket)
    const lasting = message.status === 'sent' && changesCluster(message)
    if (lasting) leaveBehind(world, message, message.due, false)
    remove(world, message)
  }
}
