/**
 * Faults that a test has armed, each for a moment. Those of networks and brokers happen by
 * themselves. Those of processes the test makes happen: until it says that it has, the cluster
 * keeps a process that crashes or pauses as it was at the moment.
 */
import type { InFlight } from '../../broker/host.ts'
import type { Moment } from '../moments/moment.ts'
import { isSame } from '../moments/moment-log.ts'
import { plannedName } from '../moments/planned-name.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'
import { strikeCluster, tellingOf } from '../schedule/strike-cluster.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import { Refusal } from './refusal.ts'
import type { TestProcess } from './test-process.ts'

/** One of them, as a test sees it. */
export interface ArmedFault {
  /** From 1. */
  readonly id: number
  /** As it was armed: `crash@A.commit.2.applied`. */
  readonly at: string
  readonly planned: PlannedFault
  status: 'armed' | 'struck' | 'done'
}

const armedMax = 1000

export class ArmedFaults {
  readonly #cluster: WatchedCluster
  readonly #find: (name: string) => TestProcess | undefined
  readonly #faults: ArmedFault[] = []
  /** In the order in which they happened. */
  readonly struck: PlannedFault[] = []

  constructor(cluster: WatchedCluster, find: (name: string) => TestProcess | undefined) {
    this.#cluster = cluster
    this.#find = find
  }

  get all(): readonly ArmedFault[] {
    return this.#faults
  }

  /** The fault happens at its moment, if that is still to come. */
  arm(planned: PlannedFault, met: readonly Moment[]): ArmedFault {
    if (this.#faults.length >= armedMax) throw new Refusal(409, `${armedMax} faults are armed`)
    const at = plannedName(planned)
    const isOver = met.some((moment) => isSame(moment, planned.at))
    if (isOver) throw new Refusal(409, `${at}: that moment is over`)
    const fault: ArmedFault = { id: this.#faults.length + 1, at, planned, status: 'armed' }
    this.#faults.push(fault)
    return fault
  }

  find(id: number): ArmedFault {
    const fault = this.#faults[id - 1]
    if (fault === undefined) throw new Refusal(404, `there is no fault ${id}`)
    return fault
  }

  /** A moment has come. Returns the faults that it brings. */
  reached(moment: Moment, asked: InFlight | null): readonly ArmedFault[] {
    const due = this.#faults.filter(({ status, planned }) => {
      return status === 'armed' && isSame(planned.at, moment)
    })
    return due.filter((fault) => this.#strike(fault, asked))
  }

  /** The test has done what it was told to do. */
  async done(fault: ArmedFault): Promise<void> {
    if (fault.status === 'armed') throw new Refusal(409, `${fault.at} has not happened yet`)
    if (fault.status === 'done') return
    fault.status = 'done'
    const struck = this.#find(fault.planned.at.member)
    switch (fault.planned.fault) {
      case 'crash':
        return struck?.access.close()
      case 'shutdown':
        return struck?.isAlive === true ? struck.stopped() : undefined
      case 'pause':
        return struck?.resume()
      default:
    }
  }

  /** A crash that nobody had planned. */
  crash(struck: TestProcess, at: Moment): void {
    const planned: PlannedFault = { fault: 'crash', at, error: null }
    tellingOf(this.#cluster, planned)(struck.name, 'by hand')
    this.struck.push(planned)
    struck.crash()
  }

  /** False: its process is gone, so that nothing happens to it. */
  #strike(fault: ArmedFault, asked: InFlight | null): boolean {
    const { planned } = fault
    const cluster = this.#cluster
    const struck = this.#find(planned.at.member)
    if (struck === undefined || !struck.isAlive) return false
    fault.status = 'struck'
    this.struck.push(planned)
    if (!strikeCluster(cluster, planned, asked, struck.access)) {
      const isOfAll = planned.fault === 'join'
      tellingOf(cluster, planned)(isOfAll ? null : struck.name)
      this.#begin(planned, struck, asked)
    }
    return true
  }

  #begin({ fault, at }: PlannedFault, struck: TestProcess, asked: InFlight | null): void {
    switch (fault) {
      case 'crash':
        // What was not applied yet never is: the process dies before its request is there.
        if (at.stage === 'arrived' && asked !== null) this.#cluster.drop(asked)
        return struck.crash()
      case 'shutdown':
        return struck.beginStop()
      case 'pause':
        return struck.pause()
      default:
    }
  }
}
