/** What a test waits for, and need not wait for: the group's timers, and the end of all work. */
import { until } from '../clock.ts'
import { type CaughtUp, isAllDoneAt, type Lag, settlingMsOf } from '../schedule/caught-up.ts'
import type { SimulatedCluster } from '../watching/simulated-cluster.ts'
import type { TestProcess } from './test-process.ts'

/** The group as a test sees it. */
export interface GroupView {
  /** Null: there is none yet. */
  readonly status: string | null
  /** The processes that are its members. */
  readonly members: readonly string[]
}

/** So long a group that has caught up is left alone, to see that it does no more. */
const settlingMs = 60

export class GroupWaits {
  readonly #cluster: SimulatedCluster
  readonly #caughtUp: CaughtUp
  readonly #processes: readonly TestProcess[]

  constructor(cluster: SimulatedCluster, caughtUp: CaughtUp, processes: readonly TestProcess[]) {
    this.#cluster = cluster
    this.#caughtUp = caughtUp
    this.#processes = processes
  }

  get group(): GroupView {
    const { group, groupStatus: status } = this.#cluster
    return { status, members: [...new Set(group?.members)].sort() }
  }

  /**
   * What the group waits for by the clock is over: the sessions of processes that are gone or
   * paused, and its first join phase. Then the time passes until the next timer of the cluster, if
   * that comes within so many milliseconds.
   */
  hurry(withinMs: number): void {
    this.#endSessionsOfTheGone()
    this.#cluster.endInitialDelay()
    this.#cluster.run()
    if (withinMs > 0) this.#cluster.hurry(withinMs)
  }

  /** Hurries until all processes that run are in the group, and it is stable. Whether it is. */
  stable(withinMs: number): Promise<boolean> {
    return until(() => {
      this.#endSessionsOfTheGone()
      const { status, members } = this.group
      const running = this.#processes.filter(({ instance }) => instance.status === 'live')
      const isWhole = running.every(({ name }) => members.includes(name))
      if (isWhole) this.#cluster.endInitialDelay()
      this.#cluster.run()
      return isWhole && (status === 'Stable' || (running.length === 0 && status === 'Empty'))
    }, withinMs)
  }

  /** Waits until nothing is left to do, for so long at most. Whether all records are done. */
  async drained(withinMs: number): Promise<boolean> {
    let since = -1
    await until(() => {
      this.#endSessionsOfTheGone()
      this.#cluster.run()
      const ownMs = settlingMsOf(this.#lag(), settlingMs)
      if (ownMs === null) since = -1
      else if (since < 0) since = this.#cluster.elapsedMs()
      const isSettled = ownMs !== null && this.#cluster.elapsedMs() - since >= ownMs
      return isSettled || this.#isNobodyThere()
    }, withinMs)
    if (this.#isNobodyThere()) return this.#caughtUp.isAllDone()
    return isAllDoneAt(this.#lag())
  }

  /** Then nothing more happens, however long one waits. */
  #isNobodyThere(): boolean {
    return this.#members().length === 0 && this.group.status !== 'PreparingRebalance'
  }

  #lag(): Lag {
    return this.#caughtUp.lag(this.#members().map(({ name }) => name))
  }

  /** Those who have ever asked to join, and have not ended. */
  #members(): readonly TestProcess[] {
    return this.#processes.filter(({ isAlive, hasJoined }) => isAlive && hasJoined)
  }

  #endSessionsOfTheGone(): void {
    for (const { name, instance } of this.#processes) {
      if (instance.status !== 'live') this.#cluster.endSessionsOf(name)
    }
  }
}
