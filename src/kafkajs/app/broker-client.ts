/** A simulated process as the client of brokers: what it waits for and what its history says. */
import type { Content } from '../../broker/broker-api.ts'
import type { Client, InFlight } from '../../broker/host.ts'
import type { LogRecord, PartitionLog } from '../../model/cluster/partition-log.ts'
import type { WireMessage } from '../../wire/codec.ts'
import type { Process } from '../simulation/simulation.ts'
import { madeContent } from './contents.ts'
import type { Watch } from './watch.ts'

export class BrokerClient implements Client {
  readonly index: number
  readonly name: string
  readonly #app: Process
  readonly #watch: Watch
  /** When each request was sent that is not answered, by ticket, oldest first. */
  readonly #sentAt = new Map<number, number>()

  constructor(app: Process, watch: Watch) {
    this.index = app.instance.index
    this.name = app.name
    this.#app = app
    this.#watch = watch
  }

  requested(request: WireMessage): number {
    return this.#watch.requested(request)
  }

  sent({ ticket }: InFlight): void {
    this.#sentAt.set(ticket, this.#app.simulation.world.now)
  }

  answered(request: InFlight, response: WireMessage): void {
    this.#sentAt.delete(request.ticket)
    this.#watch.answered(request, response)
  }

  unanswered(request: InFlight): void {
    this.#sentAt.delete(request.ticket)
    this.#watch.unanswered(request)
  }

  /** When the oldest request that is not answered was sent; Infinity: all are answered. */
  waitsSince(): number {
    for (const sentAt of this.#sentAt.values()) return sentAt
    return Number.POSITIVE_INFINITY
  }

  /** It waits for nothing any more. */
  clear(): void {
    this.#sentAt.clear()
  }

  contentOf(log: PartitionLog, record: LogRecord): Content {
    return madeContent(this.#app, log, record)
  }

  enter(act: () => void): void {
    this.#app.enter(act)
  }

  later(act: () => void, delayMs: number): void {
    this.#app.timers.arm(act, delayMs, false)
  }
}
