/** One play: a topic, a group, its members, and waiting for things to happen among them. */
import type { After, Trace } from '../trace/trace.ts'
import type { Cluster } from './kafka.ts'
import { type Answers, type Command, type InWork, Member } from './member.ts'

/** What a play is about. */
export interface Play {
  readonly group: string
  readonly topic: string
  readonly partitions: number
  readonly records: number
  /** The command that starts a member of that name in that slot. */
  command(slot: number, name: string): Command
  /** Restarts the broker; other plays on it are waited for. */
  restartBroker(): Promise<void>
}

/** A script waited in vain. */
export class Stuck extends Error {
  override readonly name = 'Stuck'
}

/** How long anything may take. */
const patienceMs = 45_000
/** After so much silence of members that only poll, nothing more comes of itself. */
const quietMs = 300
const betweenMs = 50
/** Longer than any back-off of a script. */
const waitsMs = 5000

export class Stage {
  readonly cluster: Cluster
  readonly play: Play
  readonly members: Member[] = []
  /** What handlers are answered beyond `done`: by the script. */
  decide: (member: Member, record: InWork) => 'done' | 'fail' | null = () => 'done'
  #store = new Map<number, number>()
  #lastChange = performance.now()
  #lastEvent = performance.now()
  #waiting = new Set<() => void>()
  /** Who told how much in a row. */
  readonly #order: { readonly name: string; times: number }[] = []

  constructor(cluster: Cluster, play: Play) {
    this.cluster = cluster
    this.play = play
  }

  /** Starts a process. */
  start(slot: number): Member {
    const name = String.fromCharCode(65 + this.members.length)
    const answers: Answers = {
      handled: (member, record) => this.decide(member, record),
      loadOffsets: (partitions) => partitions.map((partition) => this.#store.get(partition) ?? 0),
      saveOffsets: (offsets, expected) => this.#save(offsets, expected),
      told: (member) => this.#told(member),
      changed: () => {
        this.#lastChange = performance.now()
        for (const check of [...this.#waiting]) check()
      },
    }
    const member = new Member(
      name,
      slot,
      this.play.command(slot, name),
      this.knownTo(name),
      answers,
    )
    this.members.push(member)
    return member
  }

  /** How much of everybody else has happened by now. */
  knownTo(name: string): After {
    const others = this.members.filter((other) => other.name !== name)
    return Object.fromEntries(others.map((other) => [other.name, other.events.length]))
  }

  /** Lets a held handler go on. */
  release(member: Member, answer: 'done' | 'fail' = 'done'): void {
    member.release(answer, this.knownTo(member.name))
  }

  /** Waits until this is so. */
  until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        clearInterval(again)
        this.#waiting.delete(check)
        settle()
      }
      const check = () => {
        if (holds()) end(resolve)
      }
      const again = setInterval(check, betweenMs)
      const timer = setTimeout(() => end(() => reject(this.#stuck(what))), patienceMs)
      this.#waiting.add(check)
      check()
    })
  }

  /** Waits until the broker says so of the group. */
  async untilGroup(what: string, holds: (state: string, members: number) => boolean) {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const { state, members } = await this.cluster.stateOf(this.play.group)
      if (holds(state, members)) return
      if (performance.now() > deadline) throw this.#stuck(what)
      await pause(betweenMs)
    }
  }

  /** Waits until all who live only poll, each partition is one's own, and nothing more comes. */
  async untilQuiet(): Promise<void> {
    const patience = this.readingMs()
    const deadline = performance.now() + (patience ?? patienceMs)
    for (;;) {
      await this.until('quiet', () => this.#isQuiet())
      const { group, topic, partitions } = this.play
      const committed = await this.cluster.committed(group, topic, partitions)
      if (this.#isQuiet() && committed.every((offset, i) => this.#isReadOut(i, offset))) return
      if (performance.now() > deadline) {
        if (patience !== null) return
        throw this.#stuck('the last records')
      }
      await pause(betweenMs)
    }
  }

  /** Lets everything be done, and then asks one member after the other to stop. */
  async finish(): Promise<void> {
    await this.untilQuiet()
    for (let [next] = this.live(); next !== undefined; [next] = this.live()) {
      const member = next
      member.askToStop(this.knownTo(member.name))
      await this.until(`the end of ${member.name}`, () => member.ended)
      await this.untilQuiet()
    }
  }

  /**
   * How long to wait for the last records to be handed out, where they may not be: a commit that is
   * sent again may move the group back behind where its owner began. Null: they must be.
   */
  readingMs(): number | null {
    return null
  }

  live(): Member[] {
    return this.members.filter((member) => !member.ended)
  }

  /** What was seen. */
  seen(): Pick<Trace, 'members' | 'order'> {
    const members = Object.fromEntries(this.members.map(({ name, events }) => [name, events]))
    const order = this.#order.map(({ name, times }) => `${name}${times}`).join(' ')
    return { members, order }
  }

  #told({ name }: Member): void {
    this.#lastEvent = performance.now()
    const last = this.#order.at(-1)
    if (last?.name === name) last.times++
    else this.#order.push({ name, times: 1 })
  }

  /** Ends whatever still runs. */
  async clear(): Promise<void> {
    for (const member of this.live()) member.signal('SIGKILL')
    await Promise.all(this.live().map((member) => this.until('the end of all', () => member.ended)))
  }

  #isQuiet(): boolean {
    const live = this.live()
    if (live.length === 0) return true
    if (!this.#isShared(live)) return false
    // A container that waits polls in haste, and one that is paused may do so for ever.
    if (this.readingMs() !== null && performance.now() - this.#lastEvent > waitsMs) return true
    return live.every(isPolling) && performance.now() - this.#lastChange > quietMs
  }

  /** Whether its owner has been handed the last record, or has begun behind it. */
  #isReadOut(partition: number, committed: number | null): boolean {
    const { records } = this.play
    if (committed === records || this.#store.get(partition) === records) return true
    const owner = this.live().find(({ assigned }) => assigned.has(partition))
    if (owner === undefined) return true
    const since = owner.events.findLastIndex(
      (event) => event.kind === 'assigned' && event.partition === partition,
    )
    return owner.events.slice(since).some((event) => {
      if (event.kind !== 'polled' || event.partition !== partition) return false
      return event.offsets.includes(records - 1)
    })
  }

  #isShared(live: readonly Member[]): boolean {
    const owned = live.flatMap((member) => [...member.assigned])
    return owned.length === this.play.partitions && new Set(owned).size === owned.length
  }

  #save(
    offsets: Readonly<Record<string, number>>,
    expected: Readonly<Record<string, number>>,
  ): boolean {
    for (const [partition, offset] of Object.entries(expected)) {
      if ((this.#store.get(Number(partition)) ?? 0) !== offset) return false
    }
    for (const [partition, offset] of Object.entries(offsets)) {
      this.#store.set(Number(partition), offset)
    }
    return true
  }

  #stuck(what: string): Stuck {
    const members = this.members.map((member) => {
      const last = JSON.stringify(member.events.slice(-3))
      const state = member.ended ? 'ended' : member.polling ? 'polls' : 'is busy'
      return `${member.name} ${state} ${last} ${member.said.slice(-500)}`
    })
    return new Stuck(`waited in vain for ${what}: ${members.join('; ')}`)
  }
}

function isPolling({ polling, held }: Member): boolean {
  return polling && held === null
}

/** Where only time can be waited for. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
