/** The model's cluster behind real sockets, in real time, for clients of any language. */
import type { Socket } from 'node:net'
import type { Address } from '../broker/addresses.ts'
import { plainContent } from '../broker/plain-content.ts'
import type { SessionEnds } from '../model/group/deadlines.ts'
import { Clock } from './clock.ts'
import { type Server, TcpConnection } from './connection.ts'
import { type Contents, createHost } from './create-host.ts'
import { listen } from './listen.ts'
import { modelServer } from './model-server.ts'
import { Pump } from './pump.ts'

/** What to start, and where. */
export interface ClusterOptions extends Contents {
  /** An address of this machine. */
  readonly host: string
  /** What clients are told instead; usually the same. */
  readonly advertisedHost?: string
  /** One for each broker; 0: any that is free. */
  readonly ports: readonly number[]
  /** Hears, in words for the user, what clients asked for that is not answered here. */
  readonly refused?: (reason: string) => void
}

/** A cluster that listens. */
export interface RunningCluster {
  /** By broker. */
  readonly addresses: readonly Address[]
  /**
   * Lets the time until the next timer of the cluster pass at once: a fetch's wait, the phases of
   * groups, sessions. No time passes for clients, so that theirs may be over before they have sent
   * a heartbeat. False: no timer is due within so many milliseconds, and no time passes.
   */
  hurry(withinMs: number): boolean
  /** Ends all connections, and returns when the ports are free. */
  close(): Promise<void>
}

/** Starts a cluster; rejects with Node's error where a port is not to be had. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const { host: ownHost, ports, refused = () => {} } = options
  if (ports.length !== options.brokers) throw new Error('each broker has a port')
  const clock = new Clock()
  const sessionEnds: SessionEnds = new Map()
  let addresses: readonly Address[] = []
  const host = createHost(options, clock.now(), sessionEnds, (broker) => {
    const address = addresses[broker]
    if (address === undefined) throw new Error(`no broker ${broker}`)
    return address
  })
  const contentOf: Server['contentOf'] = (_log, record) => plainContent(record)
  const pump = new Pump(host, sessionEnds, clock)
  const server = modelServer(host, pump, { contentOf, refused })
  let connections = 0
  const connect = (socket: Socket, broker: number): void => {
    if (!socket.destroyed) new TcpConnection(server, socket, connections++, broker)
  }
  // Nobody is answered before it is known where all brokers are.
  const early: (() => void)[] = []
  let accept = (socket: Socket, broker: number): void => {
    early.push(() => connect(socket, broker))
  }
  const taken = (socket: Socket, broker: number) => accept(socket, broker)
  const listeners = await listen(ownHost, ports, taken, refused)
  const advertisedHost = options.advertisedHost ?? ownHost
  addresses = listeners.addresses.map(({ port }) => ({ host: advertisedHost, port }))
  accept = connect
  for (const one of early) one()
  return {
    addresses,
    hurry: (withinMs) => pump.hurry(withinMs),
    close: async () => {
      pump.stop()
      await listeners.close()
    },
  }
}
