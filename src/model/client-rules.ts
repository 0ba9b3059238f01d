/** The rules of what the model's own consumer and producer ask. */
import { fetchRule } from './cluster/fetch.ts'
import { findCoordinatorRule } from './cluster/find-coordinator.ts'
import { listOffsetsRule } from './cluster/list-offsets.ts'
import { metadataRule } from './cluster/metadata.ts'
import { offsetsForLeaderEpochRule } from './cluster/offsets-for-leader-epoch.ts'
import { produceRule } from './cluster/produce.ts'
import { ensureTopic } from './cluster/topics.ts'
import { heartbeatRule } from './group/heartbeat.ts'
import { joinGroupRule } from './group/join-group.ts'
import { leaveGroupRule } from './group/leave-group.ts'
import { offsetCommitRule } from './group/offset-commit.ts'
import { offsetFetchRule } from './group/offset-fetch.ts'
import { syncGroupRule } from './group/sync-group.ts'
import { txnOffsetCommitRule } from './group/txn-offset-commit.ts'
import type { ClientRequest } from './network/client-requests.ts'
import type { Rule } from './network/rule.ts'
import { addOffsetsToTxnRule, addPartitionsToTxnRule } from './transactions/add-to-txn.ts'
import { endTxnRule } from './transactions/end-txn.ts'
import { initProducerIdRule } from './transactions/init-producer-id.ts'

/** The broker makes a topic that it does not know, as it does when it is asked for its metadata. */
const produceAnywhereRule: Rule<'Produce'> = {
  ...produceRule,
  handle: (cluster, ports, broker, request, ticket) => {
    for (const { topic } of request.partitions) {
      const error = ensureTopic(cluster, topic)
      if (error !== 'NONE') return { ...produceRule.refuse(request, error), error: 'NONE' }
    }
    return produceRule.handle(cluster, ports, broker, request, ticket)
  },
}

/** By the names of the APIs. */
export const clientRules: { readonly [A in ClientRequest['api'] | 'Produce']: Rule<A> } = {
  Produce: produceAnywhereRule,
  Metadata: metadataRule,
  FindCoordinator: findCoordinatorRule,
  JoinGroup: joinGroupRule,
  SyncGroup: syncGroupRule,
  Heartbeat: heartbeatRule,
  LeaveGroup: leaveGroupRule,
  OffsetCommit: offsetCommitRule,
  OffsetFetch: offsetFetchRule,
  ListOffsets: listOffsetsRule,
  OffsetsForLeaderEpoch: offsetsForLeaderEpochRule,
  Fetch: fetchRule,
  InitProducerId: initProducerIdRule,
  AddPartitionsToTxn: addPartitionsToTxnRule,
  AddOffsetsToTxn: addOffsetsToTxnRule,
  TxnOffsetCommit: txnOffsetCommitRule,
  EndTxn: endTxnRule,
}
