/** Makes faults happen at the moments for which they are planned. */
import type { InFlight } from '../../broker/host.ts'
import { moveLeader } from '../../model/cluster/leaders.ts'
import { moveCoordinator } from '../../model/cluster/offsets-failover.ts'
import { answerDue, findMessage, remove } from '../../model/network/network.ts'
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
    if (group === null || group.status !== 'Stable') return false
    return group.members.every(({ clientId }) => clientId !== instance.name)
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
        if (at.stage === 'arrived' && asked !== null) this.#drop(asked)
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
        if (fault === 'commit-lost') this.#drop(asked)
        return member.access.cut(asked.connection.connection)
      case 'commit-refused':
        tell(at.member, error ?? '')
        return this.#refuse(asked, error)
      case 'disconnect':
        tell(at.member)
        return member.access.cut()
      case 'coordinator-failover':
        return this.#moveCoordinator(tell)
      case 'leader-failover':
        return this.#moveLeader(at, tell)
      default:
        return fault satisfies never
    }
  }

  /** The request never reaches its broker. */
  #drop(asked: InFlight): void {
    const { world, inFlight } = this.#cluster.host
    const message = findMessage(world, asked.ticket)
    if (message === undefined) return
    remove(world, message)
    inFlight.delete(asked.ticket)
    asked.connection.client.unanswered(asked)
  }

  #refuse(asked: InFlight | null, error: PlannedFault['error']): void {
    const { world } = this.#cluster
    const message = asked === null ? undefined : findMessage(world, asked.ticket)
    if (message === undefined || error === null) return
    message.response = message.rule.refuse(message.request, error)
    message.status = 'answered'
    message.due = answerDue(world, message.broker)
  }

  #moveCoordinator(tell: (hit: null, detail: string) => void): void {
    const { world } = this.#cluster
    const { offsets, brokers } = world.cluster
    if (brokers < 2 || offsets.loading) return
    const broker = (offsets.leader + 1) % brokers
    tell(null, `to broker ${broker}`)
    const tail = offsets.log.length - offsets.highWatermark
    moveCoordinator(world.cluster, world.ports, broker, tail)
  }

  #moveLeader({ nth }: Moment, tell: (hit: null, detail: string) => void): void {
    const { world, logs } = this.#cluster
    const log = logs[(nth - 1) % logs.length]
    const at = log?.inSync.indexOf(log.leader) ?? -1
    const broker = log?.inSync[(at + 1) % log.inSync.length]
    if (log === undefined || broker === undefined || broker === log.leader) return
    tell(null, `${log.topic}-${log.partition} to broker ${broker}`)
    moveLeader(world.cluster, world.ports, log, broker)
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
