/** Opens the ports of a process. */
import type { Socket } from 'node:net'
import { type Peer, type Server, TcpConnection } from '../connection.ts'
import { listen } from '../listen.ts'
import type { Access } from './watched-cluster.ts'

const loopback = '127.0.0.1'

/** As many as there are brokers; `nextNumber`: of one more connection. */
export async function accessOf(
  server: Server,
  peer: Peer,
  brokers: number,
  nextNumber: () => number,
): Promise<Access> {
  const connections = new Set<TcpConnection>()
  const connect = (socket: Socket, broker: number): void => {
    if (socket.destroyed) return
    const connection = new TcpConnection(server, socket, nextNumber(), broker, peer)
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  }
  const ports = Array.from({ length: brokers }, () => 0)
  const listeners = await listen(loopback, ports, connect)
  const cut = (number?: number): void => {
    for (const one of connections) {
      if (number === undefined || one.connection === number) one.cut()
    }
  }
  return {
    addresses: listeners.addresses,
    cut,
    close: async () => {
      cut()
      await listeners.close()
    },
  }
}
