/** The group of a run in real brokers: as its coordinator describes it, again and again. */
import type { GroupNames } from '../../broker/group-names.ts'
import type { JoinGroupRequest, JoinGroupResponse } from '../../wire/apis/11-join-group.ts'
import type { WireMessage } from '../../wire/codec.ts'
import { decodeSubscription } from '../../wire/consumer-protocol.ts'
import { MalformedRequest } from '../../wire/malformed-request.ts'
import { later } from '../clock.ts'
import type { GroupView } from '../watching/watched-cluster.ts'
import type { DescribedGroup, RealBrokers } from './real-brokers.ts'

/** How long a description is good for. */
const lookMs = 50
/** So many descriptions one after the other must have a member in them that nobody knows. */
const strangeMax = 20

export class GroupWatch {
  readonly #brokers: RealBrokers
  readonly #names: GroupNames
  readonly #failed: (problem: string) => void
  /** The processes of members, by their ids. */
  readonly #processes = new Map<string, string>()
  readonly #topics = new Set<string>()
  readonly #removed = new Set<string>()
  #described: DescribedGroup | null = null
  #isAsking = false
  #strange = 0
  #begun: Promise<void> | null = null
  /** What the user calls it; null: nobody has joined any. */
  name: string | null = null

  constructor(brokers: RealBrokers, names: GroupNames, failed: (problem: string) => void) {
    this.#brokers = brokers
    this.#names = names
    this.#failed = failed
  }

  /** As it was described last. */
  get group(): GroupView | null {
    if (this.#described === null) return null
    const { status, memberIds } = this.#described
    const isStable = status === 'Stable'
    const members = memberIds.map((memberId) => this.#processes.get(memberId) ?? '')
    return { isStable, isSettled: isStable, members, topics: [...this.#topics] }
  }

  /** Whether somebody is in it who is none of ours. */
  get hasStrangers(): boolean {
    return this.#strange >= strangeMax
  }

  /** Does that once, before anybody joins. */
  async begin(first: () => Promise<void>): Promise<void> {
    this.#begun ??= first().catch((error: Error) => this.#failed(error.message))
    await this.#begun
  }

  /** A broker has answered a process. */
  heard(process: string, request: WireMessage, answer: WireMessage): void {
    if (answer.api !== 'JoinGroup') return
    const { groupId, memberId: asked, protocols } = request as JoinGroupRequest
    if (!this.#names.isWatched(groupId)) return
    this.name = groupId
    const { memberId } = answer as JoinGroupResponse
    for (const id of [asked, memberId]) if (id !== '') this.#processes.set(id, process)
    for (const { metadata } of protocols)
      for (const one of topicsIn(metadata)) this.#topics.add(one)
  }

  /** Asks again, if it is time. */
  look(): void {
    const { name } = this
    if (name === null || this.#isAsking) return
    this.#isAsking = true
    const done = () => {
      later(lookMs, () => {
        this.#isAsking = false
      })
    }
    this.#brokers.describe(name).then(
      (described) => {
        this.#described = described
        const isStrange = (memberId: string) => !this.#processes.has(memberId)
        this.#strange = described?.memberIds.some(isStrange) ? this.#strange + 1 : 0
        done()
      },
      // It is asked again; a broker that is gone ends the run for want of progress.
      done,
    )
  }

  /** The members of that process are in it no more. */
  remove(process: string): void {
    const own = [...this.#processes].filter(([id, of]) => of === process && !this.#removed.has(id))
    if (own.length > 0) void this.#remove(own.map(([memberId]) => memberId))
  }

  /** Leaves nobody in it. */
  async close(): Promise<void> {
    await this.#remove([...this.#processes.keys()])
  }

  async #remove(memberIds: readonly string[]): Promise<void> {
    if (this.name === null || memberIds.length === 0) return
    for (const memberId of memberIds) this.#removed.add(memberId)
    try {
      await this.#brokers.remove(this.name, memberIds)
    } catch {
      for (const memberId of memberIds) this.#removed.delete(memberId)
    }
  }
}

function topicsIn(metadata: Buffer): readonly string[] {
  try {
    return decodeSubscription(metadata).topics
  } catch (error) {
    if (error instanceof MalformedRequest) return []
    throw error
  }
}
