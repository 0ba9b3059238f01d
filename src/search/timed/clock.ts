/**
 * What happens next in a timed run: of all that is possible the one that is due first.
 *
 * Ordinary actions come from `enabled`, idle ones no later than others. Those whose nominal time
 * moves along with the clock (replication, a refresh of metadata) stay at the time that they had
 * when they first became possible. What an untimed run makes a fault or a consequence of one is due
 * by the clock: the poll interval, the join and sync phases, sessions, transactions.
 */

import type { Instance } from '../../model/instance/instance.ts'
import type { Action } from '../../model/run/action.ts'
import { createActionList } from '../../model/run/action-list.ts'
import { enabled } from '../../model/run/enabled.ts'
import type { World } from '../../model/world.ts'
import { type Draws, drawn } from './draws.ts'

/** What is due next. `action` and `subject` mean something by `what`. */
export interface Next {
  due: number
  what: 'nothing' | 'action' | 'poll-interval' | 'transaction'
  readonly action: Action
  /** `poll-interval`: the instance's index; `transaction`: the index of its id. */
  subject: number
}

export interface Clock {
  readonly world: World
  readonly draws: Draws
  readonly next: Next
  /** Actions with a time of their own, by what they are. */
  readonly sticky: Map<number, { due: number; seen: number }>
  /** Counts the calls of `findNext`. */
  looks: number
  /** By instance: when it was last inside poll. */
  readonly polledAt: number[]
}

const list = createActionList()

/** The clock of a world. */
export function createClock(world: World, draws: Draws): Clock {
  const action: Action = { kind: 'run', subject: 0, detail: 0, due: 0 }
  const next: Next = { due: 0, what: 'nothing', action, subject: 0 }
  return { world, draws, next, sticky: new Map(), looks: 0, polledAt: [] }
}

/** Finds what is due next and writes it into `clock.next`. */
export function findNext(clock: Clock): Next {
  const { world, next } = clock
  clock.looks++
  next.due = Number.POSITIVE_INFINITY
  next.what = 'nothing'
  enabled(world, list)
  for (let i = 0; i < list.count; i++) {
    const action = list.actions[i] as Action
    const due = dueOf(clock, action)
    if (due < next.due) setNext(next, action, due)
  }
  firstPhase(clock)
  firstPollInterval(clock)
  firstTransaction(clock)
  return next
}

function setNext(next: Next, { kind, subject, detail }: Action, due: number): void {
  next.due = due
  next.what = 'action'
  next.action.kind = kind
  next.action.subject = subject
  next.action.detail = detail
  next.action.due = due
}

/** When the action is due; infinite: it is none of a timed run. */
function dueOf(clock: Clock, action: Action): number {
  const { draws, world } = clock
  switch (action.kind) {
    case 'replicate':
      return sticky(clock, action, 0, () => world.now + drawn(draws, 'broker.ms'))
    case 'catch-up':
      return sticky(clock, action, 1, () => world.now + drawn(draws, 'broker.ms'))
    case 'write-markers':
      return sticky(clock, action, 6, () => world.now + drawn(draws, 'broker.ms'))
    case 'finish-loading':
      return sticky(clock, action, 2, () => world.now + drawn(draws, 'broker.ms'))
    case 'refresh-metadata':
      return sticky(clock, action, 3, () => action.due)
    case 'heartbeat':
      return sticky(clock, action, 4, () => heartbeatDue(world, action))
    case 'session-expires':
      return sticky(clock, action, 5, () => sessionEnd(clock, action))
    case 'rebalance-expires':
    case 'sync-expires':
    case 'resume':
    case 'produce':
      return Number.POSITIVE_INFINITY
    default:
      return action.due
  }
}

function sticky(clock: Clock, { subject, detail }: Action, kind: number, first: () => number) {
  const key = (kind * 4096 + subject) * 4096 + detail
  const known = clock.sticky.get(key)
  if (known !== undefined && known.seen === clock.looks - 1) {
    known.seen = clock.looks
    return known.due
  }
  const due = first()
  clock.sticky.set(key, { due, seen: clock.looks })
  return due
}

/** A member that has just gone on is overdue: its heartbeat goes out at once. */
function heartbeatDue({ instances, now }: World, { subject, due }: Action): number {
  return instances[subject]?.since === now ? now : due
}

/**
 * A member's last heartbeat is up to a heartbeat interval before it fell silent. Where its silence
 * began long ago (its join was held, or its process has forgotten that member id), it begins now.
 */
function sessionEnd({ world, draws }: Clock, { due }: Action): number {
  const { settings, now } = world
  const sinceHeartbeatMs = settings['heartbeat.interval.ms'] * draws.heartbeats()
  const end = due > now ? due : now + settings['session.timeout.ms']
  return Math.max(now, end - sinceHeartbeatMs)
}

/** Join and sync phases end on time, whoever is late. */
function firstPhase({ world, next }: Clock): void {
  const { groups, offsets } = world.cluster
  if (offsets.loading) return
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]
    if (group === undefined || group.dueAt < 0 || group.dueAt >= next.due) continue
    const joining = group.status === 'PreparingRebalance'
    if (joining ? group.initial : group.pendingSync.length === 0) continue
    const kind = joining ? 'rebalance-expires' : 'sync-expires'
    setNext(next, { kind, subject: g, detail: 0, due: group.dueAt }, group.dueAt)
  }
}

/** A member that stays away from poll for max.poll.interval.ms is made to leave. */
function firstPollInterval({ world, next, polledAt }: Clock): void {
  const { running, now, settings } = world
  for (let i = 0; i < running.length; i++) {
    const instance = running[i] as Instance
    const { index, consumer, status } = instance
    if (polledAt[index] === undefined || instance.tasks[0]?.pending?.kind === 'poll') {
      polledAt[index] = now
      continue
    }
    if (status !== 'live' || consumer.membership !== 'stable') continue
    if (consumer.mode !== 'subscribed' || consumer.closed) continue
    const due = (polledAt[index] ?? now) + settings['max.poll.interval.ms']
    if (due >= next.due) continue
    next.due = due
    next.what = 'poll-interval'
    next.subject = index
  }
}

function firstTransaction({ world, next }: Clock): void {
  const { transactionalIds } = world.cluster
  for (let i = 0; i < transactionalIds.length; i++) {
    const transaction = transactionalIds[i]
    if (transaction?.status !== 'Ongoing') continue
    const due = transaction.startedAt + transaction.timeoutMs
    if (due >= next.due) continue
    next.due = due
    next.what = 'transaction'
    next.subject = i
  }
}
