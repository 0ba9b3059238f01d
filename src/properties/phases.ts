/**
 * Phases: what a process was doing when a fault struck it.
 *
 * A crash between the effect of a record and the commit of its offset costs something else than a
 * crash while the group rebalances, and a search that only ever met one of the two has not tried
 * the other. This fold follows each process through the history and says what it was doing, as far
 * as the history tells: joining, syncing and the ways of a commit request are the network's.
 */
import type { EventOf } from '../model/history.ts'
import type { Fold } from './property.ts'

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

/** What the history tells of one process that runs. */
export interface Doing {
  readonly member: string
  /** In order of starting: the number of its instance. */
  readonly index: number
  /** How many partitions it has. */
  assigned: number
  /** Per partition: records handed out and not begun. */
  readonly handed: number[]
  readonly work: Work[]
  /** It has finished a record since it last asked for a commit, or saved where it stands. */
  done: boolean
  closing: boolean
}

/** Follows all processes of a run. */
export interface PhaseFold extends Pick<Fold, 'on' | 'reset'> {
  /** Those that run, and those that were killed: of their end the history says nothing. */
  readonly running: readonly Doing[]
}

/** A fold; it is reused from run to run. */
export function createPhaseFold(): PhaseFold {
  const running: Doing[] = []
  let started = 0
  const of = (member: string): Doing | undefined => running.find((one) => one.member === member)
  const end = ({ member }: { readonly member: string }): void => {
    const at = running.findIndex((one) => one.member === member)
    if (at >= 0) running.splice(at, 1)
  }
  const leave = ({ member, partition }: EventOf<'revoked' | 'lost'>): void => {
    const doing = of(member)
    if (doing === undefined) return
    doing.assigned = Math.max(0, doing.assigned - 1)
    doing.handed[partition] = 0
  }
  const settled = ({ member }: { readonly member: string }): void => {
    const doing = of(member)
    if (doing !== undefined) doing.done = false
  }
  return {
    running,
    on: {
      started: ({ member }) => {
        const index = started++
        const fresh = { assigned: 0, handed: [], work: [], done: false, closing: false }
        running.push({ member, index, ...fresh })
      },
      stopping: ({ member }) => {
        const doing = of(member)
        if (doing !== undefined) doing.closing = true
      },
      stopped: end,
      died: end,
      assigned: ({ member }) => {
        const doing = of(member)
        if (doing !== undefined) doing.assigned++
      },
      revoked: leave,
      lost: leave,
      polled: ({ member, partition, offsets }) => {
        const doing = of(member)
        if (doing !== undefined) {
          doing.handed[partition] = (doing.handed[partition] ?? 0) + offsets.length
        }
      },
      'processing-started': (event) => begin(of(event.member), event),
      effect: (event) => {
        const work = of(event.member)?.work.find((one) => isOf(one, event))
        if (work !== undefined) work.effectLeft = true
      },
      'processing-done': (event) => {
        const doing = of(event.member)
        finish(doing, event)
        if (doing !== undefined) doing.done = true
      },
      'processing-failed': (event) => finish(of(event.member), event),
      'processing-skipped': (event) => finish(of(event.member), event),
      'commit-requested': settled,
      'store-saved': settled,
      'transaction-committed': settled,
    },
    reset: () => {
      running.length = 0
      started = 0
    },
  }
}

type RecordEvent = Pick<EventOf<'effect'>, 'topic' | 'partition' | 'offset'>

function isOf(work: Work, { topic, partition, offset }: RecordEvent): boolean {
  return work.offset === offset && work.partition === partition && work.topic === topic
}

function begin(doing: Doing | undefined, { topic, partition, offset }: RecordEvent): void {
  if (doing === undefined) return
  doing.work.push({ topic, partition, offset, effectLeft: false })
  doing.handed[partition] = Math.max(0, (doing.handed[partition] ?? 0) - 1)
}

function finish(doing: Doing | undefined, event: RecordEvent): void {
  if (doing === undefined) return
  const at = doing.work.findIndex((one) => isOf(one, event))
  if (at >= 0) doing.work.splice(at, 1)
}

/**
 * What the history says that the process does: records in work if there are any, each phase once;
 * else the one thing that it is at.
 */
export function phasesOf({ work, handed, done, assigned }: Doing): readonly PhaseName[] {
  if (work.length > 0) {
    const before = work.some(({ effectLeft }) => !effectLeft)
    const after = work.some(({ effectLeft }) => effectLeft)
    return before && after ? ['processing', 'effect-left'] : [before ? 'processing' : 'effect-left']
  }
  if (handed.some((count) => count > 0)) return ['handed']
  if (done) return ['done']
  return [assigned > 0 ? 'polling' : 'idle']
}
