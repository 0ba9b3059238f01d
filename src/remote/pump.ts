/**
 * Makes happen what is due in the cluster, in real time.
 *
 * Behaviour: the network that carries requests here is a real one, so that what is in flight in the
 * model has arrived: it is taken, and answered, without the hop that virtual time counts. Timers
 * fire when they are due, in the order of `cluster-actions/all.ts`.
 */
import { fetchWaitMs } from '../broker/apis/01-fetch.ts'
import { deliver } from '../broker/deliver.ts'
import type { Host } from '../broker/host.ts'
import { byClock, clusterActions, ofBrokers } from '../model/cluster-actions/all.ts'
import type { Engine } from '../model/cluster-actions/engine.ts'
import { firstOfNetwork, firstPossible } from '../model/cluster-actions/first-possible.ts'
import type { SessionEnds } from '../model/group/deadlines.ts'
import { hopMs } from '../model/network/hop-ms.ts'
import { apply } from '../model/network/network.ts'
import type { Action, ClusterActionKind } from '../model/run/action.ts'
import type { Clock } from './clock.ts'

const never = Number.POSITIVE_INFINITY

/** What a cluster does besides answering. */
const ofCluster = [...ofBrokers, ...byClock]

export class Pump {
  readonly #host: Host
  readonly #engine: Engine
  readonly #clock: Clock
  readonly #next: Action<ClusterActionKind> = { kind: 'apply', subject: 0, detail: 0, due: never }
  #isRunning = false
  #isStopped = false

  /** `fetchMsMax`: no fetch waits for records for longer, whatever it asks for. */
  constructor(host: Host, sessionEnds: SessionEnds, clock: Clock, fetchMsMax = never) {
    this.#host = host
    this.#engine = engineOf(host, sessionEnds, fetchMsMax)
    this.#clock = clock
  }

  /** Something has come, or it is time. What answers bring about is done before it returns. */
  run(): void {
    if (this.#isRunning || this.#isStopped) return
    this.#isRunning = true
    try {
      this.tick()
      while (this.#find() && this.#isDue()) this.#fire()
    } finally {
      this.#isRunning = false
    }
    this.#clock.wakeAt(this.#next.due, () => this.run())
  }

  /** It is as late as the next timer wants it to be. False: none is due within so long. */
  hurry(withinMs: number): boolean {
    this.run()
    const { due } = this.#next
    if (due === never || due - this.#clock.now() > withinMs) return false
    this.#clock.putForward(due)
    this.#host.world.now = due
    this.run()
    return true
  }

  /** Nothing happens any more. */
  stop(): void {
    this.#isStopped = true
    this.#clock.stop()
  }

  /** It is what time it is: to be said before anything is sent. */
  tick(): void {
    const { world } = this.#host
    world.now = Math.max(world.now, this.#clock.now())
  }

  #find(): boolean {
    const { world } = this.#host
    const next = this.#next
    const first = firstOfNetwork(next, never, world, this.#engine)
    next.due = firstPossible(next, first, ofCluster, world, this.#engine)
    return next.due !== never
  }

  #isDue(): boolean {
    const { kind, due } = this.#next
    return due <= this.#host.world.now + (isUnderWay(kind) ? hopMs : 0)
  }

  #fire(): void {
    const { kind, subject, detail } = this.#next
    clusterActions[kind].fire(this.#host.world, this.#engine, subject, detail)
  }
}

/** A request or an answer: it is here as soon as the machine's network has brought it. */
function isUnderWay(kind: ClusterActionKind): boolean {
  return kind === 'apply' || kind === 'answer'
}

function engineOf(host: Host, sessionEnds: SessionEnds, fetchMsMax: number): Engine {
  return {
    brokerMs: 0,
    sessionEnds,
    restartAfterStormMs: 0,
    fetchWaitMs: (_world, { ticket }) => {
      const request = host.inFlight.get(ticket)
      return request === undefined ? never : Math.min(fetchWaitMs(request), fetchMsMax)
    },
    isFetchEndVisible: (_world, { ticket }) => host.inFlight.has(ticket),
    apply,
    answer: (_world, message) => deliver(host, message),
    // The processes are not ours.
    resumeDue: () => never,
    start: () => {},
  }
}
