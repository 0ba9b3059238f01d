/**
 * TxnOffsetCommit: offsets that count once their transaction commits.
 *
 * Behaviour: to clients below version 2 no coordinator is ever loading here, only not available.
 * Source: `KafkaApis.handleTxnOffsetCommitRequest`.
 */
import type { KafkaErrorCode } from '../../model/errors.ts'
import { txnOffsetCommitRule } from '../../model/group/txn-offset-commit.ts'
import {
  txnOffsetCommit as codec,
  type TxnOffsetCommitRequest,
  type TxnOffsetCommitResponse,
} from '../../wire/apis/28-txn-offset-commit.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'
import { commitEntries, commitResults } from '../topics.ts'

const loadingSince = 2

/** TxnOffsetCommit, between the wire and the model. */
export const txnOffsetCommit: BrokerApi<
  'TxnOffsetCommit',
  TxnOffsetCommitRequest,
  TxnOffsetCommitResponse
> = {
  codec,
  rule: txnOffsetCommitRule,
  traced: true,
  toModel: (wire, { groups, commit }) => {
    const { api, transactionalId, producerId, producerEpoch } = wire
    return {
      ...{ api, transactionalId, producerId, producerEpoch, commit },
      groupId: groups.modelName(wire.groupId),
      generation: wire.generationId,
      memberId: wire.memberId,
      groupInstanceId: wire.groupInstanceId,
      offsets: commitEntries(wire.topics),
    }
  },
  toWire: (answer, { topics }, { version }) => {
    const number = version < loadingSince ? olderNumber : numberOf
    return { api: answer.api, topics: commitResults(topics, answer, number) }
  },
}

/** Producers of that age know a coordinator that loads only as one that is not available. */
function olderNumber(error: KafkaErrorCode): number {
  return numberOf(error === 'COORDINATOR_LOAD_IN_PROGRESS' ? 'COORDINATOR_NOT_AVAILABLE' : error)
}
