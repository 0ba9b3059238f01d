/** OffsetCommit: how far a group has got. */
import { offsetCommitRule } from '../../model/group/offset-commit.ts'
import {
  offsetCommit as codec,
  type OffsetCommitRequest,
  type OffsetCommitResponse,
} from '../../wire/apis/08-offset-commit.ts'
import type { BrokerApi } from '../broker-api.ts'
import { commitEntries, commitResults, heardBy } from '../topics.ts'

/** OffsetCommit, between the wire and the model. */
export const offsetCommit: BrokerApi<'OffsetCommit', OffsetCommitRequest, OffsetCommitResponse> = {
  codec,
  rule: offsetCommitRule,
  traced: true,
  toModel: (wire, { cluster, groups, commit }) => ({
    api: wire.api,
    groupId: groups.modelName(wire.groupId),
    generation: wire.generationId,
    memberId: wire.memberId,
    groupInstanceId: wire.groupInstanceId,
    offsets: commitEntries(heardBy(cluster, wire.topics)),
    commit,
  }),
  toWire: (answer, { topics }, { cluster }) => {
    return { api: answer.api, topics: commitResults(heardBy(cluster, topics), answer) }
  },
}
