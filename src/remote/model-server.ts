/** The simulated brokers as what answers the requests of connections. */
import { closed } from '../broker/close.ts'
import type { Host } from '../broker/host.ts'
import { receiveFrame } from '../broker/receive.ts'
import type { Server } from './connection.ts'
import type { Pump } from './pump.ts'

/** The brokers of that host, whose time the pump tells. */
export function modelServer(
  host: Host,
  pump: Pump,
  own: Pick<Server, 'contentOf' | 'refused'>,
): Server {
  return {
    tick: () => pump.tick(),
    run: () => pump.run(),
    receive: (connection, frame) => receiveFrame(host, connection, frame),
    closed: (connection) => closed(host, connection),
    ...own,
  }
}
