/**
 * One cluster of a test, from its start until it is reset: the processes that the test has named,
 * the faults that it has armed, and the history of both.
 */
import type { InFlight } from '../../broker/host.ts'
import type { HistoryEvent, LogPlace } from '../../model/history.ts'
import { addSlot, occupySlot } from '../../model/instance/starting.ts'
import { groupId } from '../../model/scenario.ts'
import type { Happening, Moment, Stage } from '../moments/moment.ts'
import { MomentLog } from '../moments/moment-log.ts'
import type { PlannedFault } from '../moments/remote-faults.ts'
import { CaughtUp } from '../schedule/caught-up.ts'
import type { Place } from '../watching/access.ts'
import { ProcessWatch } from '../watching/process-watch.ts'
import { RecordNames, recordName } from '../watching/record-names.ts'
import { SimulatedCluster, type SimulatedContents } from '../watching/simulated-cluster.ts'
import { type ArmedFault, ArmedFaults } from './armed-faults.ts'
import { GroupWaits } from './group-waits.ts'
import { Refusal } from './refusal.ts'
import { TestProcess } from './test-process.ts'

/** What a session starts with. */
export interface SessionContents extends Omit<SimulatedContents, 'emit'> {
  /** In the topic from the start, evenly over its partitions. */
  readonly records: number
}

/** What has happened so far, as it is judged. */
export interface SessionRun {
  readonly events: readonly HistoryEvent[]
  /** Faults that have happened, in their order. */
  readonly struck: readonly PlannedFault[]
  /** The user's name of the group; '': nobody has named one. */
  readonly group: string
  readonly drained: boolean
}

const processesMax = 200

export class Session {
  readonly faults: ArmedFaults
  readonly waits: GroupWaits
  readonly #contents: SessionContents
  readonly #cluster: SimulatedCluster
  readonly #caughtUp: CaughtUp
  readonly #names: RecordNames
  readonly #log = new MomentLog()
  readonly #events: HistoryEvent[] = []
  readonly #processes: TestProcess[] = []
  #produced = 0

  constructor(contents: SessionContents) {
    this.#contents = contents
    this.#cluster = new SimulatedCluster({
      ...contents,
      emit: (event) => void this.#events.push(event),
    })
    this.#caughtUp = new CaughtUp(this.#cluster)
    this.#names = new RecordNames(contents.topic)
    this.faults = new ArmedFaults(this.#cluster, (name) => this.#find(name))
    this.waits = new GroupWaits(this.#cluster, this.#caughtUp, this.#processes)
    this.produce(Array.from({ length: contents.records }, () => undefined))
  }

  get events(): readonly HistoryEvent[] {
    return this.#events
  }

  get moments(): readonly Moment[] {
    return this.#log.moments
  }

  get processes(): readonly TestProcess[] {
    return this.#processes
  }

  /** Ports for one more process; `replaces`: the one whose place it takes, null: nobody's. */
  async start(replaces: string | null, place: Place): Promise<TestProcess> {
    const { world, groups } = this.#cluster
    if (this.#processes.length >= processesMax) {
      throw new Refusal(409, `there are ${processesMax} processes; POST /reset begins anew`)
    }
    this.#cluster.tick()
    const instance = occupySlot(world, this.#slotFor(replaces))
    const { name } = instance
    const watched = { name, world, groups }
    const watch = new ProcessWatch(instance.index, watched, this.#contents.topic, {
      reached: (happening, stage, asked) => {
        if (happening === 'join') started.hasJoined = true
        this.#reached(name, happening, stage, asked)
      },
      producing: () => {},
      untilSeen: () => null,
      handed: (partition, offsets) => {
        const { topic } = this.#contents
        this.#caughtUp.handed(
          name,
          offsets.map((offset) => ({ topic, partition, offset })),
        )
      },
    })
    const access = await this.#cluster.admit(watch, place)
    const started = new TestProcess(this.#cluster, instance, access, () =>
      this.#caughtUp.ended(name),
    )
    this.#processes.push(started)
    return started
  }

  /** The process of that name. */
  named(name: string): TestProcess {
    const found = this.#find(name)
    if (found === undefined) throw new Refusal(404, `there is no process ${name}`)
    return found
  }

  /** The process has ended as it should. */
  async stopped(name: string): Promise<void> {
    const process = this.#living(name)
    this.#cluster.tick()
    if (process.status === 'running') process.beginStop()
    await process.stopped()
  }

  /** The process was killed. */
  async crashed(name: string): Promise<void> {
    const process = this.#living(name)
    this.#cluster.tick()
    const last = this.moments.findLast(({ member }) => member === name)
    const join = { member: name, happening: 'join', nth: 1, stage: 'arrived' } as const
    this.faults.crash(process, last ?? join)
    await process.access.close()
  }

  arm(planned: PlannedFault): ArmedFault {
    const { fault } = planned
    const hit = this.#find(planned.at.member)
    if (hit !== undefined && !hit.isAlive) throw new Refusal(409, `${hit.name} has ${hit.status}`)
    const isAlone = this.#contents.brokers === 1
    if (isAlone && (fault === 'coordinator-failover' || fault === 'leader-failover')) {
      throw new Refusal(409, `${fault} needs more than one broker`)
    }
    return this.faults.arm(planned, this.moments)
  }

  /** Records more, evenly over the partitions; undefined: what all hold. Returns their names. */
  produce(values: readonly (string | undefined)[], partition?: number): readonly string[] {
    return values.map((value) => {
      const next = partition ?? this.#produced++ % this.#contents.partitions
      return recordName(this.#cluster.produceOne(next, value))
    })
  }

  /** The process has done with the record what it does. Returns the faults that this brings. */
  tookEffect(name: string, record: string): readonly ArmedFault[] {
    const place = this.#placeOf(record)
    this.#cluster.tick()
    const { name: member } = this.#living(name)
    const { world } = this.#cluster
    const about = { time: world.now, member, ...place }
    world.emit({ kind: 'processing-started', ...about })
    world.emit({ kind: 'effect', ...about, transaction: null })
    world.emit({ kind: 'processing-done', ...about })
    this.#caughtUp.tookEffect(place)
    return this.#reached(member, 'effect', 'seen', null)
  }

  /** Waits until nothing is left to do, for so long at most, and ends the history there. */
  async run(withinMs: number): Promise<SessionRun> {
    const drained = await this.waits.drained(withinMs)
    this.#requireReaders()
    const time = this.#cluster.elapsedMs()
    const { groups } = this.#cluster
    return {
      events: [...this.#events, { kind: 'calm', time }, { kind: 'ended', time, drained }],
      struck: [...this.faults.struck],
      group: groups.userName(groupId),
      drained,
    }
  }

  async close(): Promise<void> {
    await this.#cluster.close()
  }

  /** Of a group that reads something else, or nothing, all would be said to hold. */
  #requireReaders(): void {
    const { topic } = this.#contents
    if (this.#events.some((event) => event.kind === 'polled' && event.topic === topic)) return
    throw new Refusal(
      409,
      `nobody has read anything from topic ${topic}: consumers connect to the "bootstrap" of ` +
        'their own process, and POST /hurry?wait=30s waits for them',
    )
  }

  #slotFor(replaces: string | null): number {
    if (replaces === null) return addSlot(this.#cluster.world).index
    const before = this.named(replaces)
    const { slot } = before.instance
    if (before.isAlive) throw new Refusal(409, `${replaces} has not ended: it is ${before.status}`)
    const other = this.#processes.find((one) => one.instance.slot === slot && one.isAlive)
    if (other !== undefined) throw new Refusal(409, `${other.name} has taken that place`)
    return slot
  }

  #find(name: string): TestProcess | undefined {
    return this.#processes.find((one) => one.name === name)
  }

  #living(name: string): TestProcess {
    const process = this.named(name)
    if (!process.isAlive) throw new Refusal(409, `${name} has ${process.status}`)
    return process
  }

  #placeOf(record: string): LogPlace {
    const [place, more] = this.#names.in(record)
    if (place === undefined || more !== undefined || recordName(place) !== record) {
      const { topic } = this.#contents
      throw new Refusal(400, `${record} is no record: they are called ${topic}-0@7`)
    }
    const log = this.#cluster.logs[place.partition]
    if (log === undefined || place.offset >= log.logEnd) {
      throw new Refusal(400, `${record} was never produced`)
    }
    return place
  }

  #reached(
    member: string,
    happening: Happening,
    stage: Stage,
    asked: InFlight | null,
  ): readonly ArmedFault[] {
    return this.faults.reached(this.#log.reached(member, happening, stage, asked), asked)
  }
}
