/** A cluster with fake ports that write down what the cluster says, and members in three lines. */
import { expect } from 'vitest'
import type { Cluster, Ports } from '../../../src/model/cluster/cluster.ts'
import { createFetchSessions } from '../../../src/model/cluster/fetch-sessions.ts'
import { createOffsetsTopic } from '../../../src/model/cluster/offsets-topic.ts'
import { createPartition } from '../../../src/model/cluster/partition-log.ts'
import { findGroup, type Group } from '../../../src/model/group/group.ts'
import { heartbeat } from '../../../src/model/group/heartbeat.ts'
import { joinGroup } from '../../../src/model/group/join-group.ts'
import { leaveGroup } from '../../../src/model/group/leave-group.ts'
import { offsetCommit } from '../../../src/model/group/offset-commit.ts'
import { offsetFetch } from '../../../src/model/group/offset-fetch.ts'
import { syncGroup } from '../../../src/model/group/sync-group.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import type {
  MemberAssignment,
  MemberProtocol,
} from '../../../src/model/network/client-requests.ts'
import type { RequestOf, Response, ResponseOf } from '../../../src/model/network/requests.ts'
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'

export const groupId = 'g'

/** One commit that became visible: partition, offset, previous. */
type Applied = readonly [commit: number, partition: number, offset: number, previous: number | null]

export class Bench {
  readonly cluster: Cluster
  readonly ports: Ports
  readonly events: HistoryEvent[] = []
  readonly applied: Applied[] = []
  readonly answers: (Response | undefined)[] = []
  now = 0
  #nextTicket = 0
  #nextCommit = 0

  constructor(settings: Partial<Settings> = {}, brokers = 3) {
    const all = { ...defaultSettings, 'group.initial.rebalance.delay.ms': 0, ...settings }
    this.cluster = {
      settings: all,
      brokers,
      retryTopics: [],
      deadLetterTopic: null,
      otherTopics: [],
      topic: 't',
      partitions: [0, 1, 2, 3].map((partition) => createPartition('t', partition, brokers)),
      offsets: createOffsetsTopic(all, brokers),
      groups: [],
      transactionalIds: [],
      heldFetches: [],
      fetchSessions: createFetchSessions(),
      metadataVersion: 0,
      membershipVersion: 0,
      nextProducerId: 0,
      nextMemberSerial: 0,
    }
    this.ports = {
      meter: null,
      emit: (event) => this.events.push(event),
      sessionBegins: () => {},
      now: () => this.now,
      respond: (ticket, response) => {
        expect(this.answers[ticket], `ticket ${ticket} is answered once`).toBeUndefined()
        this.answers[ticket] = response
      },
      commitApplied: (commit, _topic, partition, offset, previous) => {
        this.applied.push([commit, partition, offset, previous])
      },
      transactionEnded: () => {},
    }
  }

  get group(): Group {
    const group = findGroup(this.cluster.groups, groupId)
    if (group === null) throw new Error('no such group')
    return group
  }

  /** Sends a join and returns its ticket; the answer is in `answers` once there is one. */
  join(client: string, request: Partial<RequestOf<'JoinGroup'>> = {}): number {
    const ticket = this.#nextTicket++
    const response = joinGroup(
      this.cluster,
      this.ports,
      {
        api: 'JoinGroup',
        clientId: client,
        groupId,
        memberId: '',
        groupInstanceId: null,
        sessionTimeoutMs: 45_000,
        rebalanceTimeoutMs: 300_000,
        protocols: [protocol('range')],
        ...request,
      },
      ticket,
    )
    if (response !== null) this.ports.respond(ticket, response)
    return ticket
  }

  sync(
    memberId: string,
    generation: number,
    request: Partial<RequestOf<'SyncGroup'>> = {},
  ): number {
    const ticket = this.#nextTicket++
    const response = syncGroup(
      this.cluster,
      this.ports,
      {
        api: 'SyncGroup',
        groupId,
        generation,
        memberId,
        groupInstanceId: null,
        assignments: [],
        ...request,
      },
      ticket,
    )
    if (response !== null) this.ports.respond(ticket, response)
    return ticket
  }

  heartbeat(memberId: string, generation: number, groupInstanceId: string | null = null): string {
    const request = { api: 'Heartbeat', groupId, generation, memberId, groupInstanceId } as const
    return heartbeat(this.cluster, this.ports, request, this.#nextTicket++).error
  }

  leave(memberId: string, groupInstanceId: string | null = null): string {
    const members = [{ memberId, groupInstanceId }]
    const request = { api: 'LeaveGroup', groupId, members } as const
    return leaveGroup(this.cluster, this.ports, request, this.#nextTicket++).error
  }

  /** Commits partition `partition`; returns the ticket. */
  commit(
    memberId: string,
    generation: number,
    offset: number,
    request: Partial<RequestOf<'OffsetCommit'>> = {},
    partition = 0,
  ): number {
    const ticket = this.#nextTicket++
    const entry = { topic: 't', partition, offset, leaderEpoch: -1, metadata: '' }
    const response = offsetCommit(
      this.cluster,
      this.ports,
      {
        api: 'OffsetCommit',
        groupId,
        generation,
        memberId,
        groupInstanceId: null,
        offsets: [entry],
        commit: this.#nextCommit++,
        ...request,
      },
      ticket,
    )
    if (response !== null) this.ports.respond(ticket, response)
    return ticket
  }

  /** Offset per partition that has one, or the error. */
  fetch(requireStable = false, partitions = [0, 1]): string | number[][] {
    const request = {
      api: 'OffsetFetch',
      groupId,
      partitions: partitions.map((partition) => ({ topic: 't', partition })),
      requireStable,
    } as const
    const response = offsetFetch(this.cluster, this.ports, request, this.#nextTicket++)
    if (response.error !== 'NONE') return response.error
    return response.offsets.map(({ partition, offset }) => [partition, offset])
  }

  ticket(): number {
    return this.#nextTicket++
  }

  commitNumber(): number {
    return this.#nextCommit++
  }

  error(ticket: number): string | undefined {
    const answer = this.answers[ticket]
    return answer === undefined ? undefined : answer.error
  }

  joined(ticket: number): ResponseOf<'JoinGroup'> {
    const answer = this.answers[ticket]
    if (answer?.api !== 'JoinGroup') throw new Error(`ticket ${ticket} has no join answer`)
    return answer
  }

  assigned(ticket: number): number[] {
    const answer = this.answers[ticket]
    if (answer?.api !== 'SyncGroup') throw new Error(`ticket ${ticket} has no sync answer`)
    return answer.assignment.map(({ partition }) => partition)
  }

  /** A dynamic member's two joins; returns its id and the second ticket. */
  enter(client: string): { memberId: string; ticket: number } {
    const { memberId } = this.joined(this.join(client))
    return { memberId, ticket: this.join(client, { memberId }) }
  }

  /** A Stable group of dynamic members `A-0`, `B-1`, ... in generation `members`. */
  stable(...clients: string[]): string[] {
    const ids: string[] = []
    for (const client of clients) {
      const { memberId } = this.enter(client)
      for (const id of ids) this.join(id, { memberId: id })
      ids.push(memberId)
    }
    const { generation, leader } = this.group
    const assignments = ids.map((id, i) => share(id, i))
    for (const id of ids) this.sync(id, generation, id === leader ? { assignments } : {})
    expect(this.group.status).toBe('Stable')
    return ids
  }
}

export function share(memberId: string, ...partitions: number[]): MemberAssignment {
  return { memberId, partitions: partitions.map((partition) => ({ topic: 't', partition })) }
}

export function protocol(name: string, topic = 't'): MemberProtocol {
  return { name, metadata: { topics: [topic], owned: [], generation: -1 } }
}
