/**
 * Which faults of the model can be made happen to real processes, and at which moments.
 *
 * Left out: what only a model can do to a log or to a clock (retention, offset expiry, elections of
 * replicas that lack records), and what happens inside of a process (its store, its handler).
 */
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { FaultName } from '../../model/faults/all.ts'
import { commitRefusals } from '../../model/faults/commit-refused.ts'
import type { Happening, Moment, Stage } from './moment.ts'

/** The faults, in the order of tables. */
export const remoteFaults = [
  'crash',
  'shutdown',
  'join',
  'pause',
  'commit-lost',
  'commit-unanswered',
  'commit-refused',
  'disconnect',
  'coordinator-failover',
  'leader-failover',
] as const satisfies readonly FaultName[]
export type RemoteFault = (typeof remoteFaults)[number]

/** Those that happen to brokers: nobody makes them happen to real ones. */
export const faultsOfBrokers: readonly RemoteFault[] = ['coordinator-failover', 'leader-failover']

/** One fault that is to happen, and when. */
export interface PlannedFault {
  readonly fault: RemoteFault
  readonly at: Moment
  /** What a commit is refused with; null: it is no such fault. */
  readonly error: KafkaErrorCode | null
}

type Places = Readonly<Partial<Record<Happening, readonly Stage[]>>>

const betweenRequests: Places = { records: ['answered'], effect: ['seen'], commit: ['answered'] }
const ofCommit = (stage: Stage): Places => ({ commit: [stage] })

const places: Readonly<Record<RemoteFault, Places>> = {
  crash: {
    ...{ join: ['arrived'], sync: ['arrived', 'applied'], records: ['answered'] },
    ...{ effect: ['seen'], commit: ['arrived', 'applied', 'answered'], produce: ['applied'] },
  },
  shutdown: betweenRequests,
  join: betweenRequests,
  pause: betweenRequests,
  'commit-lost': ofCommit('arrived'),
  'commit-unanswered': ofCommit('applied'),
  'commit-refused': ofCommit('arrived'),
  disconnect: betweenRequests,
  'coordinator-failover': { ...betweenRequests, commit: ['arrived', 'answered'] },
  'leader-failover': betweenRequests,
}

/** Whether the fault can happen at such a moment. */
export function canStrike(fault: RemoteFault, { happening, stage }: Moment): boolean {
  return places[fault][happening]?.includes(stage) === true
}

/** The fault at that moment, once for each way in which it can happen. */
export function plannedAt(fault: RemoteFault, at: Moment): readonly PlannedFault[] {
  if (!canStrike(fault, at)) return []
  if (fault !== 'commit-refused') return [{ fault, at, error: null }]
  return commitRefusals.map((error) => ({ fault, at, error }))
}
