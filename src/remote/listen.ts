/**
 * Listens on several ports, or on none.
 *
 * Behaviour: 5,000 connections at once, to all ports together; one more is closed at once, as by
 * `max.connections.per.ip`, which brokers usually leave without a limit.
 */
import { createServer, type Server, type Socket } from 'node:net'
import type { Address } from '../broker/addresses.ts'
import { boundUnread } from './unread.ts'

/** At once, to all ports together. */
const connectionsMax = 5000

/** Listeners, in the order of the ports that were asked for. */
export interface Listeners {
  readonly addresses: readonly Address[]
  /** Ends all connections, and returns when all ports are free. */
  close(): Promise<void>
}

/** Who is told, in words for the user, of a connection that is ended for what all of them take. */
type Refused = (reason: string) => void

/**
 * Listens on each port (0: any that is free); rejects with the error of Node where one is not to be
 * had, and then none is taken. `connected` may be called before this returns.
 */
export async function listen(
  host: string,
  ports: readonly number[],
  connected: (socket: Socket, listener: number) => void,
  refused: Refused,
  socketsMax = connectionsMax,
): Promise<Listeners> {
  const sockets = new Set<Socket>()
  const servers: Server[] = []
  const stop = boundUnread(sockets, () => refused('connections that do not read were ended'))
  const close = async (): Promise<void> => {
    const ended = servers.map((server) => new Promise((resolve) => server.close(resolve)))
    for (const socket of sockets) socket.destroy()
    stop()
    await Promise.all(ended)
  }
  const addresses: Address[] = []
  try {
    for (const [i, port] of ports.entries()) {
      const server = createServer((socket) => {
        if (sockets.size >= socketsMax) {
          refused(`there are ${socketsMax} connections, and no more are taken`)
          socket.destroy()
          return
        }
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
        // What is wrong with a socket is no matter: it closes.
        socket.on('error', ignore)
        connected(socket, i)
      })
      addresses.push({ host, port: await listening(server, host, port) })
      servers.push(server)
    }
  } catch (error) {
    await close()
    throw error
  }
  return { addresses, close }
}

function ignore(): void {}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      // More connections than the machine has room for: those that stand go on.
      server.on('error', ignore)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
