/**
 * Phases: what a process was doing when a fault struck it.
 *
 * A crash between the effect of a record and the commit of its offset costs something else than a
 * crash while the group rebalances, and a search that only ever met one of the two has not tried
 * the other. Each process is followed through the history, which says what it was doing: all but
 * joining, syncing and the ways of a commit request, which are the network's.
 */
import type { EventOf, HistoryEvent } from '../model/history.ts'

/** What a process does, in the order of its life. */
export const phaseNames = [
  /** It has no partition. */
  'idle',
  /** A JoinGroup is under way. */
  'joining',
  /** A SyncGroup is under way. */
  'syncing',
  /** It has partitions and nothing in hand. */
  'polling',
  /** It was handed records, and has none in work. */
  'handed',
  /** A record is in work and has left no effect. */
  'processing',
  /** A record in work has left its effect. */
  'effect-left',
  /** What it has begun is done, and no commit was asked for since. */
  'done',
  /** A commit request is on its way to the coordinator. */
  'commit-sent',
  /** The coordinator has the request and has not answered. */
  'commit-taken',
  /** The answer is on its way back. */
  'commit-answered',
  /** It was asked to stop and has not stopped. */
  'closing',
  /** It is frozen by a pause. */
  'frozen',
] as const

export type PhaseName = (typeof phaseNames)[number]

interface Work {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  effectLeft: boolean
}

/** What the history says of one process that runs. */
export interface Doing {
  readonly member: string
  /** In order of starting: the number of its instance. */
  readonly index: number
  /** How many partitions it has. */
  assigned: number
  /** Per partition: records returned by poll and not begun. */
  readonly handed: number[]
  readonly work: Work[]
  /** It has finished a record since it last asked for a commit, or saved where it stands. */
  done: boolean
  closing: boolean
}

/**
 * The processes of a run that is being followed: those that run, and those that were killed, for of
 * their end the history says nothing.
 */
export interface Processes {
  readonly running: Doing[]
  /** How many have started so far. */
  started: number
}

/** Nobody has started yet. */
export function createProcesses(): Processes {
  return { running: [], started: 0 }
}

/** Forgets the run. */
export function resetProcesses(processes: Processes): void {
  while (processes.running.length > 0) processes.running.pop()
  processes.started = 0
}

/**
 * Takes the next event. One switch rather than a handler per kind: each strike of a search has all
 * the events before it looked at, and most of them are of no interest here.
 */
export function follow(processes: Processes, event: HistoryEvent): void {
  const { running } = processes
  switch (event.kind) {
    case 'processing-started':
      return begin(find(running, event.member), event)
    case 'effect':
      return leaveEffect(find(running, event.member), event)
    case 'processing-done': {
      const doing = find(running, event.member)
      finish(doing, event)
      if (doing !== undefined) doing.done = true
      return
    }
    case 'polled':
      return deliver(find(running, event.member), event.partition, event.offsets.length)
    case 'commit-requested':
    case 'store-saved':
    case 'transaction-committed': {
      const doing = find(running, event.member)
      if (doing !== undefined) doing.done = false
      return
    }
    case 'processing-failed':
    case 'processing-skipped':
      return finish(find(running, event.member), event)
    case 'assigned': {
      const doing = find(running, event.member)
      if (doing !== undefined) doing.assigned++
      return
    }
    case 'revoked':
    case 'lost':
      return leave(find(running, event.member), event.partition)
    case 'started':
      return start(processes, event.member)
    case 'stopping': {
      const doing = find(running, event.member)
      if (doing !== undefined) doing.closing = true
      return
    }
    case 'stopped':
    case 'died': {
      const doing = find(running, event.member)
      if (doing !== undefined) running.splice(running.indexOf(doing), 1)
      return
    }
    default:
  }
}

function find(running: readonly Doing[], member: string): Doing | undefined {
  for (let i = 0; i < running.length; i++) if (running[i]?.member === member) return running[i]
  return undefined
}

function start(processes: Processes, member: string): void {
  const index = processes.started++
  const fresh = { assigned: 0, handed: [], work: [], done: false, closing: false }
  processes.running.push({ member, index, ...fresh })
}

function deliver(doing: Doing | undefined, partition: number, records: number): void {
  if (doing !== undefined) doing.handed[partition] = (doing.handed[partition] ?? 0) + records
}

function leave(doing: Doing | undefined, partition: number): void {
  if (doing === undefined) return
  doing.assigned = Math.max(0, doing.assigned - 1)
  doing.handed[partition] = 0
}

type RecordEvent = Pick<EventOf<'effect'>, 'topic' | 'partition' | 'offset'>

/** Where the record is in the list of those in work; -1: it is not. */
function indexOf(work: readonly Work[], { topic, partition, offset }: RecordEvent): number {
  for (let i = 0; i < work.length; i++) {
    const one = work[i] as Work
    if (one.offset === offset && one.partition === partition && one.topic === topic) return i
  }
  return -1
}

function begin(doing: Doing | undefined, { topic, partition, offset }: RecordEvent): void {
  if (doing === undefined) return
  doing.work.push({ topic, partition, offset, effectLeft: false })
  doing.handed[partition] = Math.max(0, (doing.handed[partition] ?? 0) - 1)
}

function leaveEffect(doing: Doing | undefined, event: RecordEvent): void {
  const work = doing?.work[indexOf(doing.work, event)]
  if (work !== undefined) work.effectLeft = true
}

function finish(doing: Doing | undefined, event: RecordEvent): void {
  if (doing === undefined) return
  const { work } = doing
  const at = indexOf(work, event)
  if (at < 0) return
  for (let i = at + 1; i < work.length; i++) work[i - 1] = work[i] as Work
  work.pop()
}

/** The bit of a phase in a set of phases. */
export function phaseBit(name: PhaseName): number {
  return 1 << phaseNames.indexOf(name)
}

const bits = {
  processing: phaseBit('processing'),
  effectLeft: phaseBit('effect-left'),
  handed: phaseBit('handed'),
  done: phaseBit('done'),
  polling: phaseBit('polling'),
  idle: phaseBit('idle'),
} as const

/**
 * What the history says that the process does, as a set: records in work if there are any; else the
 * one thing that it is at.
 */
export function phasesOf({ work, handed, done, assigned }: Doing): number {
  if (work.length > 0) {
    let phases = 0
    for (const { effectLeft } of work) phases |= effectLeft ? bits.effectLeft : bits.processing
    return phases
  }
  if (handed.some((count) => count > 0)) return bits.handed
  if (done) return bits.done
  return assigned > 0 ? bits.polling : bits.idle
}
