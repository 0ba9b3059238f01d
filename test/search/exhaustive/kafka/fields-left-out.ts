/**
 * What the fingerprint of a world leaves out, by field, and why (docs/decisions/0015). A name that
 * ends with a dot stands for all that is below it. `ended` are instances that have ended.
 */
export const fieldsLeftOut: Readonly<Record<string, string>> = {
  // The same in all states of one search.
  'cluster.brokers': 'fixed',
  'cluster.topic': 'fixed',
  'cluster.settings.': 'fixed',
  'cluster.offsets.replicationFactor': 'fixed',
  'cluster.offsets.committed[].groupId': 'fixed: there is one group',
  'cluster.offsets.pending[].groupId': 'fixed: there is one group',
  'cluster.partitions[].replicas.length': 'fixed',
  'cluster.partitions[].replicas[]': 'fixed',
  'cluster.transactionalIds[].timeoutMs': 'fixed',
  'cluster.groups[].members[].rebalanceTimeoutMs': 'fixed',
  'cluster.groups[].members[].sessionTimeoutMs': 'fixed',
  'instances[].consumer.groupInstanceId': 'follows from its slot',
  'instances[].producer.transactionalId': 'follows from its slot',
  'slots[].index': 'its place in the list',
  'instances[].index': 'its place in the list',
  'instances[].name': 'its place in the list',
  'transactions[].of': 'follows from its producer',
  phase: 'always the storm',
  delaysLeft: 'nothing is delayed',
  'slots[].restartsInCalm': 'counted in the calm only',
  // Read for OffsetDelete alone, which none of the model's own clients sends.
  'cluster.groups[].subscribed': 'nobody asks',
  'cluster.groups[].subscribed.length': 'nobody asks',
  'cluster.groups[].subscribed[]': 'nobody asks',
  // Asked for by clients on the wire alone.
  'cluster.fetchSessions.': 'nobody asks',
  // Time is a label.
  now: 'time',
  nextProduceDue: 'time',
  'cluster.groups[].dueAt': 'time',
  'cluster.transactionalIds[].startedAt': 'time',
  'cluster.transactionalIds[].decidedAt': 'time',
  'cluster.partitions[].records[].timestamp': 'time',
  'instances[].consumer.buffers[].records[].timestamp': 'time',
  'messages[].response.partitions[].records[].timestamp': 'time',
  'messages[].response.partitions[].timestamp': 'time',
  'instances[].since': 'time',
  'instances[].consumer.autoCommitDue': 'time',
  'instances[].consumer.backoffDue': 'time',
  'instances[].consumer.idleFrom': 'time',
  'instances[].consumer.joinedAt': 'time',
  'instances[].tasks[].due': 'time',
  'instances[].tasks[].pending.since': 'time',
  'instances[].tasks[].suspended[].since': 'time',
  'messages[].due': 'time',
  // Where names come from that are called by other names.
  nextTicket: 'a source of names',
  'cluster.nextMemberSerial': 'a source of names',
  'cluster.nextProducerId': 'a source of names',
  produced: 'a source of names',
  'instances[].connectionEpochs.length': 'all in flight on an older connection is known as broken',
  'instances[].connectionEpochs[]': 'all in flight on an older connection is known as broken',
  // Said elsewhere.
  'cluster.membershipVersion': 'a cache is kept by it',
  'messages[].api': 'its request says it',
  'messages[].rule.': 'its request says it',
  'cluster.heldFetches[].broker': 'its message says it',
  'cluster.heldFetches[].request.': 'its message says it',
  'instances[].tasks[].pending.op.': 'follows from what the programs were told',
  'instances[].tasks[].suspended[].op.': 'follows from what the programs were told',
  // Nothing of it runs again.
  'ended[].': 'all but its status and its slot',
}
