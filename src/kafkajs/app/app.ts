/**
 * One simulated process: its timers, sockets, modules and handlers, and its kill switch.
 *
 * A crash is nothing but that nothing happens to the process any more: its timers never fire, its
 * sockets never hear, its promises never settle, so none of its `finally` runs.
 */
import type { ISocketFactoryArgs, Transaction } from 'kafkajs'
import seedrandom from 'seedrandom'
import { brokerOf } from '../../broker/addresses.ts'
import { closed } from '../../broker/close.ts'
import { receive } from '../../broker/receive.ts'
import type { Place } from '../../broker/watching/places.ts'
import type { Instance } from '../../model/instance/instance.ts'
import { epochMs } from '../../model/network/records.ts'
import type { Stop } from '../../strategies/kafkajs/service.ts'
import { lineNow, lineOfError } from '../realm/lines.ts'
import { died, isRunning, stopped } from '../simulation/ending.ts'
import type {
  HandlerTask,
  Process,
  ProducerIdentity,
  Simulation,
} from '../simulation/simulation.ts'
import { BrokerClient } from './broker-client.ts'
import { keepingDelivery } from './deliveries.ts'
import { SimulatedProcess } from './environment.ts'
import { nameAndMessage } from './error-facts.ts'
import { ManualCommits } from './manual-commits.ts'
import { RecordsInHand } from './records-in-hand.ts'
import { SimulatedSocket, type SocketHost } from './socket.ts'
import { startService } from './start-service.ts'
import { Timers } from './timers.ts'
import { UncaughtErrors } from './uncaught.ts'
import { Watch } from './watch.ts'

export class App implements Process, SocketHost {
  readonly simulation: Simulation
  readonly instance: Instance
  readonly name: string
  readonly startedAt: number
  readonly timers: Timers
  readonly handlers: HandlerTask[] = []
  readonly sockets: SimulatedSocket[] = []
  readonly producers = new Map<string, ProducerIdentity>()
  readonly client: BrokerClient
  readonly watch: Watch
  readonly inHand: RecordsInHand
  readonly manualCommits = new ManualCommits()
  requestTimeoutMs = Number.POSITIVE_INFINITY
  killDue = Number.POSITIVE_INFINITY
  isSpinning = false
  knowsDeliveries = false
  #stop: Stop
  #isStarted = false
  readonly #uncaught: UncaughtErrors
  readonly #process: SimulatedProcess
  readonly #random: () => number
  readonly #transactions = new WeakMap<object, number>()

  constructor(simulation: Simulation, instance: Instance) {
    this.simulation = simulation
    this.instance = instance
    this.name = instance.name
    this.startedAt = this.now()
    // A stream per run and process, from the seed and the process alone.
    this.#random = seedrandom.alea(`${simulation.seed}/${instance.index}`)
    this.#process = new SimulatedProcess(this)
    this.#uncaught = new UncaughtErrors(this, this.#process)
    this.watch = new Watch(this)
    this.inHand = new RecordsInHand((record, copy) => simulation.handOns.tell(this, record, copy))
    this.client = new BrokerClient(this, this.watch)
    this.timers = new Timers({
      now: () => simulation.world.now,
      firstTimeout: () => this.client.waitsSince() + this.requestTimeoutMs,
    })
  }

  // As the owner of running code.

  now(): number {
    return epochMs + this.simulation.world.now
  }

  spins(): void {
    this.isSpinning = true
  }

  random(): number {
    return this.#random()
  }

  arm(callback: () => void, delayMs: number, every: boolean): object {
    return this.timers.armOfService(keepingDelivery(callback), delayMs, every)
  }

  armOfClient(callback: () => void, delayMs: number, every: boolean): object {
    return this.timers.armOfClient(callback, delayMs, every)
  }

  disarm(handle: unknown): void {
    this.timers.disarm(handle)
  }

  rejected(reason: unknown): void {
    this.#uncaught.rejected(reason)
  }

  escaped(message: string): void {
    this.simulation.mistake ||= message
  }

  // What happens to it.

  /** Something happens to the process: what is parked fires, then `act`, then all microtasks. */
  enter(act: () => void): void {
    this.simulation.realm.enter(this, () => {
      try {
        this.timers.fireParked()
        act()
      } catch (error) {
        this.#uncaught.thrown(error)
      }
    })
    if (this.#uncaught.isAnyUnreported) this.#uncaught.reportAll()
    if (this.instance.stopping && this.#hasNothingToDo()) stopped(this)
  }

  /** Node ends a process that waits for nothing; ours does when it is asked to stop. */
  #hasNothingToDo(): boolean {
    if (this.handlers.length > 0 || this.sockets.some(({ open }) => open)) return false
    return this.timers.nextDue() === Number.POSITIVE_INFINITY
  }

  queueMicrotask(callback: () => void): void {
    const { realm } = this.simulation
    void realm.Promise.resolve().then(realm.inner(callback))
  }

  /** Loads the user's modules and starts the service. */
  start(): void {
    startService(this, this.#process, (stop) => {
      this.#stop = stop
      this.#isStarted = true
      if (this.instance.stopping) this.#obey()
    })
  }

  /** The process is asked to stop: signals first, then the service's own stop. */
  askToStop(graceMs: number): void {
    this.killDue = this.simulation.world.now + graceMs
    this.enter(() => {
      this.#process.emit('SIGTERM', 'SIGTERM')
      if (this.#isStarted) this.#obey()
    })
  }

  /** What nothing listens to ends the process at once, as it does in Node. */
  #obey(): void {
    const { realm } = this.simulation
    const stop = this.#stop
    this.#stop = undefined
    if (stop !== undefined) {
      void realm.Promise.resolve(stop()).then(realm.inner(() => stopped(this)))
    } else if (!this.#process.hears('SIGTERM')) this.killedItself('SIGTERM')
  }

  /** Nothing happens to it from now on. */
  cutOff(): void {
    this.timers.clear()
    this.handlers.length = 0
    this.client.clear()
    for (const socket of this.sockets) socket.open = false
    this.sockets.length = 0
  }

  exited(code: number): void {
    if (code === 0) stopped(this)
    else this.died({ name: 'ExitCode', message: `the process left with exit code ${code}` })
  }

  /** A signal that it does not listen for: what it was asked to stop with is no failure. */
  killedItself(signal: string): void {
    if (this.instance.stopping) stopped(this)
    else this.died({ name: signal, message: 'the process does not listen for this signal' })
  }

  /** An error ends it. */
  died(reason: unknown): void {
    const { name, message } = nameAndMessage(reason)
    died(this, name, message, lineOfError(reason))
  }

  // Its sockets.

  connect({ host, port, onConnect }: ISocketFactoryArgs, ofAdmin: boolean): SimulatedSocket {
    const { simulation } = this
    const broker = brokerOf(`${host}:${port}`, simulation.world.cluster.brokers)
    const socket = new SimulatedSocket(this, simulation.nextConnection++, broker, ofAdmin)
    socket.open = isRunning(this)
    this.sockets.push(socket)
    this.timers.arm(() => onConnect(), 1, false)
    return socket
  }

  /** A bug of ours ends the run; kafkajs would take it for a broken connection and try again. */
  written(socket: SimulatedSocket, bytes: Buffer): void {
    try {
      receive(this.simulation, socket, bytes)
    } catch (error) {
      this.simulation.bug ??= error
      throw error
    }
  }

  closed(socket: SimulatedSocket): void {
    const at = this.sockets.indexOf(socket)
    if (at >= 0) this.sockets.splice(at, 1)
    closed(this.simulation, socket)
  }

  // What its clients tell.

  /** Runs a commit of these places that the user's own code asks for. */
  byHand<T>(places: readonly Place[], commit: () => Promise<T>): Promise<T> {
    const { realm, file } = this.simulation
    const call = this.manualCommits.begin(places, lineNow(realm, file))
    const { inner } = realm
    // What the user gets is what follows: if nobody handles that, the process dies of it.
    return commit().then(
      inner((value: T) => {
        this.watch.commitEnded(call, true)
        return value
      }),
      inner((error: unknown) => {
        this.watch.commitEnded(call, false)
        throw error
      }),
    )
  }

  transactionBegun(transaction: Transaction, transactionalId: string): void {
    const number = this.watch.transactionBegun(this.producers.get(transactionalId))
    this.#transactions.set(transaction, number)
  }

  transactionNumber(transaction: Transaction): number | null {
    return this.#transactions.get(transaction) ?? null
  }
}
