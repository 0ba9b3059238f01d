/** Makes faults happen at the moments for which they are planned. */
import type { InFlight } from '../../broker/host.ts'
import { type Happening, type Moment, momentWords, type Stage } from '../moments/moment.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { RemotePlan } from './plan.ts'
import type { Member, Supervisor } from './supervisor.ts'

/** So long a frozen process sleeps at most when nobody takes its partitions, in milliseconds. */
const frozenMsMax = 8000
const frozenMsMin = 100

export class Strikes {
  readonly #plan: RemotePlan
  readonly #cluster: WatchedCluster
  readonly #supervisor: () => Supervisor
  readonly #counts = new Map<string, number>()
  /** The number of each request in flight, by its ticket. */
  readonly #numbers = new Map<number, number>()
  readonly #frozen: { readonly member: Member; readonly at: number }[] = []
  /** What was met, in order. */
  readonly moments: Moment[] = []
  /** How many have happened. */
  struck = 0

  constructor(plan: RemotePlan, cluster: WatchedCluster, supervisor: () => Supervisor) {
    this.#plan = plan
    this.#cluster = cluster
    this.#supervisor = supervisor
  }

  /** Whether all that was planned has happened, and is over. */
  get isOver(): boolean {
    return this.struck === this.#plan.length && this.#frozen.length === 0
  }

  /** A process has come to this; `asked`: the request that it is about, null: none. */
  reached(member: string, happening: Happening, stage: Stage, asked: InFlight | null): void {
    const moment = { member, happening, stage, nth: this.#numberOf(member, happening, asked) }
    this.moments.push(moment)
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

  #numberOf(member: string, happening: Happening, asked: InFlight | null): number {
    const known = asked === null ? undefined : this.#numbers.get(asked.ticket)
    if (known !== undefined) return known
    const key = `${member}.${happening}`
    const number = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, number)
    if (asked !== null) this.#numbers.set(asked.ticket, number)
    return number
  }

  #strike({ fault, at, error }: PlannedFault, asked: InFlight | null): void {
    const member = this.#supervisor().find(at.member)
    if (member === undefined) return
    const { world } = this.#cluster
    const where = momentWords(at)
    const tell = (hit: string | null, detail = where) => {
      world.emit({ kind: 'fault', time: world.now, fault, member: hit, detail })
    }
    switch (fault) {
      case 'crash':
        tell(at.member)
        // What was not applied yet never is: the process dies before its request is there.
        if (at.stage === 'arrived' && asked !== null) this.#cluster.drop(asked)
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
        this.#frozen.push({ member, at: world.now })
        return
      case 'commit-lost':
      case 'commit-unanswered':
        tell(at.member)
        if (asked === null) return
        if (fault === 'commit-lost') this.#cluster.drop(asked)
        return member.access.cut(asked.connection.connection)
      case 'commit-refused':
        tell(at.member, error ?? '')
        if (asked !== null && error !== null) this.#cluster.refuse(asked, error)
        return
      case 'disconnect':
        tell(at.member)
        return member.access.cut()
      case 'coordinator-failover':
        return this.#cluster.moveCoordinator((detail) => tell(null, detail))
      case 'leader-failover':
        return this.#cluster.moveLeader(at.nth, (detail) => tell(null, detail))
      default:
        return fault satisfies never
    }
  }
}

function isSame(one: Moment, other: Moment): boolean {
  return (
    one.member === other.member &&
    one.happening === other.happening &&
    one.nth === other.nth &&
    one.stage === other.stage
  )
}
