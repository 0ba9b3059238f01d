/** A coordinator with clocks, for the tests of what happens by time alone. */
import { expect } from 'vitest'
import {
  fireDeadlines,
  nextDeadline,
  type SessionEnds,
  timingPorts,
} from '../../../src/model/group/deadlines.ts'
import type { Request, RequestOf, Response } from '../../../src/model/network/requests.ts'
import type { Settings } from '../../../src/model/settings.ts'
import { handle } from '../handle.ts'
import { Bench, groupId, protocol, share } from './fixture.ts'

export const sessionTimeoutMs = 10_000
const rebalanceTimeoutMs = 60_000

/** A cluster with clocks: sessions begin, and time passes from deadline to deadline. */
export class Timed extends Bench {
  readonly sessionEnds: SessionEnds = new Map()
  readonly timing = timingPorts(this.ports, this.sessionEnds)

  constructor(settings: Partial<Settings> = {}) {
    super({ 'offsets.topic.replication.factor': 1, ...settings })
  }

  send(request: Request): Response | null {
    const ticket = this.ticket()
    const response = handle(this.cluster, this.timing, 0, request, ticket)
    if (response !== null) this.answers[ticket] = response
    return response
  }

  joinAs(client: string, memberId = '', changes: Partial<RequestOf<'JoinGroup'>> = {}) {
    return this.send({
      api: 'JoinGroup',
      clientId: client,
      groupId,
      memberId,
      groupInstanceId: null,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      protocols: [protocol('range')],
      ...changes,
    })
  }

  syncAs(memberId: string, ...shares: ReturnType<typeof share>[]) {
    const { generation } = this.group
    const of = { groupId, generation, memberId, groupInstanceId: null }
    return this.send({ api: 'SyncGroup', ...of, assignments: shares })
  }

  beat(memberId: string, generation = this.group.generation) {
    const of = { groupId, generation, memberId, groupInstanceId: null }
    return this.send({ api: 'Heartbeat', ...of })?.error
  }

  get next(): number {
    return nextDeadline(this.cluster, this.sessionEnds, this.now)
  }

  get memberIds(): string[] {
    return this.group.members.map(({ memberId }) => memberId)
  }

  /** Time passes; what is due on the way happens when it is due. */
  until(time: number): void {
    for (let due = this.next; due <= time; due = this.next) {
      this.now = due
      fireDeadlines(this.cluster, this.timing, this.sessionEnds)
    }
    this.now = time
  }
}

/** A group of `A-0` alone, Stable at time 0. */
export function alone(settings: Partial<Settings> = {}): Timed {
  const timed = new Timed(settings)
  timed.joinAs('A')
  timed.joinAs('A', 'A-0')
  timed.syncAs('A-0', share('A-0', 0))
  expect(timed.group.status).toBe('Stable')
  return timed
}

/** The same, and `B-1` has joined at time 1000: `A-0` has to join again. */
export function rebalancing(): Timed {
  const timed = alone()
  timed.until(1000)
  timed.joinAs('B')
  timed.joinAs('B', 'B-1')
  expect(timed.group.status).toBe('PreparingRebalance')
  return timed
}
