/**
 * All faults: the one place where a fault is registered, in the order of tables.
 *
 * Nothing here is computed, so that a bundle keeps of it only what it uses: the page of a report
 * has no model in it.
 */
import { commitDelayed, commitDelayedInjection } from './commit-delayed.ts'
import { commitLost, commitLostInjection } from './commit-lost.ts'
import { commitRefused, commitRefusedInjection } from './commit-refused.ts'
import { commitUnanswered, commitUnansweredInjection } from './commit-unanswered.ts'
import { coordinatorFailover, coordinatorFailoverInjection } from './coordinator-failover.ts'
import { crash, crashFate, crashInjection } from './crash.ts'
import { disconnect, disconnectInjection } from './disconnect.ts'
import type { Fate, FaultFacts, Injection } from './fault.ts'
import { handlerError, handlerErrorInjection } from './handler-error.ts'
import { join, joinInjection } from './join.ts'
import { leaderFailover, leaderFailoverInjection } from './leader-failover.ts'
import { offsetExpiry, offsetExpiryFate, offsetExpiryInjection } from './offset-expiry.ts'
import { offsetsLoss, offsetsLossInjection } from './offsets-loss.ts'
import { partitionAdded, partitionAddedInjection } from './partition-added.ts'
import { pause, pauseFate, pauseInjection } from './pause.ts'
import { poisonRecord, poisonRecordInjection } from './poison-record.ts'
import { retention, retentionInjection } from './retention.ts'
import { shutdown, shutdownFate, shutdownInjection } from './shutdown.ts'
import { slowHandler, slowHandlerInjection } from './slow-handler.ts'
import { storeFailure, storeFailureInjection } from './store-failure.ts'
import { transactionTimeout, transactionTimeoutInjection } from './transaction-timeout.ts'
import { uncleanElection, uncleanElectionInjection } from './unclean-election.ts'

/** What is known of each. */
export const faults = [
  crash,
  shutdown,
  join,
  pause,
  slowHandler,
  handlerError,
  poisonRecord,
  commitLost,
  commitUnanswered,
  commitRefused,
  commitDelayed,
  disconnect,
  coordinatorFailover,
  offsetsLoss,
  leaderFailover,
  uncleanElection,
  retention,
  offsetExpiry,
  partitionAdded,
  storeFailure,
  transactionTimeout,
] as const satisfies readonly FaultFacts[]

type Known = (typeof faults)[number]

export type FaultName = Known['name']

/** How each is injected. */
export const injections: Readonly<Record<FaultName, Injection>> = {
  crash: crashInjection,
  shutdown: shutdownInjection,
  join: joinInjection,
  pause: pauseInjection,
  'slow-handler': slowHandlerInjection,
  'handler-error': handlerErrorInjection,
  'poison-record': poisonRecordInjection,
  'commit-lost': commitLostInjection,
  'commit-unanswered': commitUnansweredInjection,
  'commit-refused': commitRefusedInjection,
  'commit-delayed': commitDelayedInjection,
  disconnect: disconnectInjection,
  'coordinator-failover': coordinatorFailoverInjection,
  'offsets-loss': offsetsLossInjection,
  'leader-failover': leaderFailoverInjection,
  'unclean-election': uncleanElectionInjection,
  retention: retentionInjection,
  'offset-expiry': offsetExpiryInjection,
  'partition-added': partitionAddedInjection,
  'store-failure': storeFailureInjection,
  'transaction-timeout': transactionTimeoutInjection,
}

/** Those whose event is all that a history says of what becomes of a process. */
type Fated = Exclude<Known, { readonly fate: null }>['name']

/** What becomes of the process that the event of a fault names; of all, where it names none. */
export const faultFates: Readonly<Record<Fated, Fate>> = {
  crash: crashFate,
  shutdown: shutdownFate,
  pause: pauseFate,
  'offset-expiry': offsetExpiryFate,
}
