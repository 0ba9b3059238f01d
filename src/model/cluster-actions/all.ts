/**
 * All that a cluster does by itself, in order: of what is due at one time the first here happens.
 * What happens to messages comes before it, in the order in which they were sent.
 */
import type { ClusterActionKind } from '../run/action.ts'
import { answer } from './answer.ts'
import { apply } from './apply.ts'
import { catchUp } from './catch-up.ts'
import type { ActionType, ClusterAction } from './cluster-action.ts'
import { deadline } from './deadline.ts'
import { expireOffsets } from './expire-offsets.ts'
import { fetchWait } from './fetch-wait.ts'
import { finishLoading } from './finish-loading.ts'
import { initialDelay } from './initial-delay.ts'
import { produce } from './produce.ts'
import { rebalanceExpires } from './rebalance-expires.ts'
import { replicate } from './replicate.ts'
import { restart } from './restart.ts'
import { resume } from './resume.ts'
import { sessionExpires } from './session-expires.ts'
import { sessionLapses } from './session-lapses.ts'
import { syncExpires } from './sync-expires.ts'
import { writeMarkers } from './write-markers.ts'

/** What brokers do by themselves: due {@link Engine.brokerMs} from now, markers from decision. */
export const ofBrokers: readonly ClusterAction[] = [finishLoading, replicate, catchUp, writeMarkers]

/** What the producers upstream do. */
export const ofProducers: readonly ClusterAction[] = [produce]

/** The coordinator's timers that may run at any time, where the schedule decides what is late. */
export const ofCoordinator: readonly ClusterAction[] = [initialDelay]

/** The coordinator's timers where they run by the clock. */
export const byClock: readonly ClusterAction[] = [deadline]

/**
 * What ends the absence of processes, or the membership of who is absent. The model's run asks for
 * it only where a process is not live, or has orphaned a member id of its own.
 */
export const ofAbsence: readonly ClusterAction[] = [
  sessionExpires,
  rebalanceExpires,
  syncExpires,
  resume,
  sessionLapses,
]

/** What puts processes where there are none. */
export const ofSupervisor: readonly ClusterAction[] = [expireOffsets, restart]

/** The same by kind, with what happens to messages. */
export const clusterActions: { readonly [K in ClusterActionKind]: ActionType } = {
  apply,
  answer,
  'fetch-wait': fetchWait,
  'finish-loading': finishLoading,
  replicate,
  'catch-up': catchUp,
  'write-markers': writeMarkers,
  produce,
  'initial-delay': initialDelay,
  deadline,
  'session-expires': sessionExpires,
  'rebalance-expires': rebalanceExpires,
  'sync-expires': syncExpires,
  resume,
  'session-lapses': sessionLapses,
  'expire-offsets': expireOffsets,
  restart,
}
