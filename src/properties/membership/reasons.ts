/** What makes a group rebalance besides starts, stops and deaths, as events name it. */

/** Faults of one process, by the rebalances that they bring: its absence, then its return. */
export const absences: readonly string[] = ['pause', 'slow-handler']
/** Faults after which each member may have to join again, as it notices. */
export const ofAll: readonly string[] = [
  'partition-added',
  'coordinator-failover',
  'offsets-loss',
  'offset-expiry',
]
/** Answers to a commit at which every client joins again (A.4), by the names that clients use. */
export const putsOut: readonly string[] = [
  'RebalanceInProgressException',
  'CommitFailedException',
  'FencedInstanceIdException',
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
]
/** Faults after which the group counts its generations from 1 again. */
export const forgetful: readonly string[] = ['offsets-loss', 'offset-expiry']
