/** The faults, by the names that the command line, the JSON and the reports use. */

/** In the order in which tables show them. */
export const faultNames = [
  'crash',
  'shutdown',
  'join',
  'pause',
  'slow-handler',
  'handler-error',
  'poison-record',
  'commit-lost',
  'commit-unanswered',
  'commit-refused',
  'commit-delayed',
  'disconnect',
  'coordinator-failover',
  'offsets-loss',
  'leader-failover',
  'unclean-election',
  'retention',
  'offset-expiry',
  'partition-added',
  'store-failure',
  'transaction-timeout',
] as const

export type FaultName = (typeof faultNames)[number]

/** One sentence per fault, for lists and reports. */
export const faultSummaries: Readonly<Record<FaultName, string>> = {
  crash: 'A process is killed; it runs nothing more, and what it had sent may still arrive.',
  shutdown: 'A process is asked to stop in the middle of its work and closes its consumer.',
  join: 'A new member arrives.',
  pause:
    'A process freezes (garbage collection, virtual machine) past its session timeout, then wakes.',
  'slow-handler': 'A handler takes longer than max.poll.interval.ms.',
  'handler-error': 'The handler throws once.',
  'poison-record': 'The handler throws for one record every time.',
  'commit-lost': 'A commit request is lost before the coordinator sees it.',
  'commit-unanswered': 'A commit is applied, but its answer is lost.',
  'commit-refused': 'The coordinator refuses a commit with an error code.',
  'commit-delayed': 'A commit waits at the broker on a broken connection and is applied late.',
  disconnect: 'A connection to a broker breaks with requests under way.',
  'coordinator-failover': 'The group coordinator moves to another broker.',
  'offsets-loss': 'The replicas of __consumer_offsets are lost or truncated.',
  'leader-failover': 'A partition leader moves to an in-sync replica.',
  'unclean-election': 'A partition leader moves to a replica that lacks records.',
  retention: 'Old records are deleted: the log start moves up.',
  'offset-expiry': 'The whole group is down for longer than offsets.retention.minutes.',
  'partition-added': 'The topic gets another partition.',
  'store-failure': 'The external store fails.',
  'transaction-timeout': 'The transaction coordinator aborts a transaction that took too long.',
}
