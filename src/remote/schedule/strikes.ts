/** Makes faults happen at the moments for which they are planned. */
import type { InFlight } from '../../broker/host.ts'
import type { Happening, Moment, Stage } from '../moments/moment.ts'
import { isSame, MomentLog } from '../moments/moment-log.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { RemotePlan } from './plan.ts'
import { strikeCluster, tellingOf } from './strike-cluster.ts'
import type { Member, Supervisor } from './supervisor.ts'

/** So long a frozen process sleeps at most when nobody takes its partitions, in milliseconds. */
const frozenMsMax = 8000
const frozenMsMin = 100

export class Strikes {
  readonly #plan: RemotePlan
  readonly #cluster: WatchedCluster
  readonly #supervisor: () => Supervisor
  readonly #log = new MomentLog()
  readonly #frozen: { readonly member: Member; readonly at: number }[] = []
  /** How many have happened. */
  struck = 0

  constructor(plan: RemotePlan, cluster: WatchedCluster, supervisor: () => Supervisor) {
    this.#plan = plan
    this.#cluster = cluster
    this.#supervisor = supervisor
  }

  /** What was met, in order. */
  get moments(): readonly Moment[] {
    return this.#log.moments
  }

  /** Whether all that was planned has happened, and is over. */
  get isOver(): boolean {
    return this.struck === this.#plan.length && this.#frozen.length === 0
  }

  /** A process has come to this; `asked`: the request that it is about, null: none. */
  reached(member: string, happening: Happening, stage: Stage, asked: InFlight | null): void {
    const moment = this.#log.reached(member, happening, stage, asked)
    for (let next = this.#plan[this.struck]; next !== undefined; next = this.#plan[this.struck]) {
      if (!isSame(next.at, moment)) return
      this.struck++
      this.#strike(next, asked)
    }
  }

  /** Wakes who has slept for long enough. */
  look(): void {
    const [first] = this.#frozen
    if (first === undefined) return
    const slept = this.#cluster.world.now - first.at
    if (slept < frozenMsMin || (slept < frozenMsMax && !this.#isReplaced(first.member))) return
    this.#frozen.shift()
    first.member.instance.status = 'live'
    first.member.child.signal('SIGCONT')
  }

  /** Its partitions are somebody else's. */
  #isReplaced({ instance }: Member): boolean {
    const { group } = this.#cluster
    return group?.isStable === true && !group.members.includes(instance.name)
  }

  #strike(planned: PlannedFault, asked: InFlight | null): void {
    const { fault, at } = planned
    const cluster = this.#cluster
    const member = this.#supervisor().find(at.member)
    if (member === undefined || strikeCluster(cluster, planned, asked, member.access)) return
    const tell = tellingOf(cluster, planned)
    switch (fault) {
      case 'crash':
        tell(at.member)
        // What was not applied yet never is: the process dies before its request is there.
        if (at.stage === 'arrived' && asked !== null) cluster.drop(asked)
        return this.#supervisor().kill(member)
      case 'shutdown':
        tell(at.member)
        return this.#supervisor().stop(member)
      case 'join':
        tell(null)
        return void this.#supervisor().startOneMore()
      case 'pause':
        tell(at.member)
        member.instance.status = 'frozen'
        member.child.signal('SIGSTOP')
        this.#frozen.push({ member, at: cluster.world.now })
        return
      default:
    }
  }
}
