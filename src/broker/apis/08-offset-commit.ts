/** OffsetCommit: how far a group has got. */
import { offsetCommitRule } from '../../model/group/offset-commit.ts'
import {
  offsetCommit as codec,
  type OffsetCommitRequest,
  type OffsetCommitResponse,
} from '../../wire/apis/08-offset-commit.ts'
import type { BrokerApi } from '../broker-api.ts'
import { commitEntries, commitResults } from '../topics.ts'

/** OffsetCommit, between the wire and the model. */
export const offsetCommit: BrokerApi<'OffsetCommit', OffsetCommitRequest, OffsetCommitResponse> = {
  codec,
  rule: offsetCommitRule,
  traced: true,
  toModel: ({ api, groupId, generationId, memberId, topics }, { groups, commit }) => ({
    api,
    groupId: groups.modelName(groupId),
    generation: generationId,
    memberId,
    groupInstanceId: null,
    offsets: commitEntries(topics),
    commit,
  }),
  toWire: (answer, { topics }) => ({ api: answer.api, topics: commitResults(topics, answer) }),
}
