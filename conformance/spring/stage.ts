/** What a script works with: a group of its own on a topic of its own, and the members of it. */
import { type Admin, Kafka, logLevel } from 'kafkajs'
import { tmpdir } from 'node:os'
import { Member, type Place } from './member.ts'
import type { SpringCase } from './cases.ts'
import type { SpringEvent } from './spring-trace.ts'

export const partitions = 2
export const records = 10

export const heartbeatMs = 200

/**
 * All groups read the same records, and of a topic of the model's name: in which order a client
 * takes partitions is a matter of the hash of their names.
 */
export const topic = 'orders'

/** Where a case is played. */
export interface Stand {
  readonly port: number
  readonly classpath: string
}

const waitMaxMs = 60_000

export class Stage {
  readonly members: Member[] = []
  readonly #stand: Stand
  readonly #group: string
  readonly #case: SpringCase
  readonly #admin: Admin

  constructor(stand: Stand, group: string, played: SpringCase) {
    this.#stand = stand
    this.#group = group
    this.#case = played
    const brokers = [`127.0.0.1:${stand.port}`]
    const kafka = new Kafka({ brokers, clientId: 'script', logLevel: logLevel.NOTHING })
    this.#admin = kafka.admin()
  }

  /** Connects to the broker. */
  connect(): Promise<void> {
    return this.#admin.connect()
  }

  /** Starts a member; they are A, B, ... in the order of their starts. */
  start(more: Readonly<Record<string, string | number>> = {}): Member {
    const name = String.fromCharCode(65 + this.members.length)
    // Assignors go by member ids, which begin with this: A comes before B, as in the model.
    const settings = { ...this.#settings(), ...this.#case.settings, ...more, 'client.id': name }
    const args = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
    const java = [...javaFlags, '-cp', this.#stand.classpath, 'ackurate.spring.Main', ...args]
    const member = new Member(name, java, tmpdir())
    member.handlerMs = this.#case.handlerMs
    this.members.push(member)
    return member
  }

  #settings(): Record<string, string | number> {
    return {
      topic,
      'bootstrap.servers': `127.0.0.1:${this.#stand.port}`,
      'group.id': this.#group,
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': 'false',
      'max.poll.records': 3,
      'session.timeout.ms': 3000,
      'heartbeat.interval.ms': heartbeatMs,
      'fetch.max.wait.ms': 100,
      pollTimeout: 500,
    }
  }

  /** Waits until that is so; throws where it takes too long, or a member ends unasked. */
  async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + waitMaxMs
    while (!(await isSo())) {
      if (Date.now() > deadline) throw new Error(`waited in vain until ${what}: ${this.#seen()}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  #seen(): string {
    return this.members.map((m) => JSON.stringify([m.name, m.events, m.complaints])).join('\n')
  }

  /** Until so many records have come to the handlers of the member. */
  async untilHandled(member: Member, count: number): Promise<Place> {
    await this.until(`${member.name} handles ${count}`, () => member.handled.length >= count)
    return member.handled[count - 1] as Place
  }

  /** Until every record was done or given up by somebody. */
  async untilAllDone(): Promise<void> {
    await this.until('all is done', () => {
      const done = new Set<string>()
      for (const event of this.members.flatMap((member) => member.events)) {
        if (event.kind !== 'processing-done' && event.kind !== 'processing-skipped') continue
        done.add(`${event.partition}@${event.offset}`)
      }
      return done.size === partitions * records
    })
  }

  /** Until nothing has been seen for as long as the case says, or all is committed before. */
  async untilQuiet(): Promise<void> {
    await this.until('all is quiet', async () => {
      const quietMs = Math.min(...this.members.map((member) => member.quietMs))
      if (quietMs > this.#case.quietMs) return true
      if (quietMs < 1200) return false
      return (await this.committed()).every((offset) => offset === records)
    })
  }

  /** The state of the group, by Kafka's name for it. */
  async groupState(): Promise<string> {
    const { groups } = await this.#admin.describeGroups([this.#group])
    return groups[0]?.state ?? ''
  }

  /** What the group has committed, by partition. */
  async committed(): Promise<(number | null)[]> {
    const answer = await this.#admin.fetchOffsets({ groupId: this.#group, topics: [topic] })
    const committed: (number | null)[] = Array.from({ length: partitions }, () => null)
    for (const { partition, offset } of answer[0]?.partitions ?? []) {
      committed[partition] = Number(offset) < 0 ? null : Number(offset)
    }
    return committed
  }

  /** Writes down what the script did to the member, while all that live are held. */
  mark(member: Member, event: SpringEvent): void {
    member.events.push({ ...event, ...this.after(member) })
  }

  /** How much of the others came before. */
  after(member: Member): { after: Record<string, number> } {
    const others = this.members.filter((other) => other !== member)
    return { after: Object.fromEntries(others.map((m) => [m.name, m.events.length])) }
  }

  /** Ends whoever lives. */
  async end(): Promise<void> {
    for (const member of this.members) member.signal('SIGKILL')
    await this.#admin.disconnect()
  }
}

const javaFlags = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto']
