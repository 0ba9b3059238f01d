/** Opens the ports of a process. */
import type { Socket } from 'node:net'
import { type Server, TcpConnection } from '../connection.ts'
import { listen } from '../listen.ts'
import type { Peer } from '../peer.ts'
import type { Access } from './watched-cluster.ts'

/** Where a process finds the brokers. */
export interface Place {
  /** The address that is listened on. */
  readonly host: string
  /** What clients are told instead. */
  readonly advertisedHost: string
  /** One for each broker; 0: any that is free. */
  readonly ports: readonly number[]
}

const loopback = '127.0.0.1'

/** Ports for so many brokers, whichever are free, for this machine only. */
export function anywhere(brokers: number): Place {
  const ports = Array.from({ length: brokers }, () => 0)
  return { host: loopback, advertisedHost: loopback, ports }
}

/** `nextNumber`: of one more connection. */
export async function accessOf(
  server: Server,
  peer: Peer,
  { host, advertisedHost, ports }: Place,
  nextNumber: () => number,
): Promise<Access> {
  const connections = new Set<TcpConnection>()
  let isHeld = false
  const connect = (socket: Socket, broker: number): void => {
    if (socket.destroyed) return
    const connection = new TcpConnection(server, socket, nextNumber(), broker, peer)
    if (isHeld) connection.hold()
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  }
  const listeners = await listen(host, ports, connect, server.refused)
  const cut = (number?: number): void => {
    for (const one of connections) {
      if (number === undefined || one.connection === number) one.cut()
    }
  }
  return {
    addresses: listeners.addresses.map(({ port }) => ({ host: advertisedHost, port })),
    cut,
    hold: () => {
      isHeld = true
      for (const one of connections) one.hold()
    },
    release: () => {
      isHeld = false
      for (const one of connections) one.release()
    },
    close: async () => {
      cut()
      await listeners.close()
    },
  }
}
