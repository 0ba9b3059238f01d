/**
 * Whether the coordinator accepts a commit of offsets.
 *
 * Behaviour: exactly these checks in exactly this order, the same for plain and transactional
 * commits but for two: a transactional commit without any member data is accepted in a live group,
 * and one that comes in CompletingRebalance is accepted too. There is NO check that the member owns
 * the partition and NONE that the offset does not go back: a member of the current generation may
 * commit anything. In PreparingRebalance the old generation is still the current one.
 * Left out: GROUP_ID_NOT_FOUND (version 9): an unknown group answers ILLEGAL_GENERATION, as
 * versions below do.
 * Source: reference 0.1 #4, #7, A.7.3; `ClassicGroup.validateOffsetCommit`,
 * `OffsetMetadataManager.validateOffsetCommit`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf } from '../network/requests.ts'
import { type Group, validateMember } from './group.ts'

type Commit = RequestOf<'OffsetCommit'> | RequestOf<'TxnOffsetCommit'>

/** NONE, or why the commit is refused; `group` null: nobody has used this group yet. */
export function validateCommit(group: Group | null, request: Commit): KafkaErrorCode {
  if (group === null) {
    return request.generation < 0 ? 'NONE' : 'ILLEGAL_GENERATION'
  }
  const transactional = request.api === 'TxnOffsetCommit'
  if (group.status === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  if (request.generation < 0 && group.status === 'Empty') return 'NONE'
  if (isFromMember(request)) {
    const error = validateMember(group, request.memberId, request.groupInstanceId)
    if (error !== 'NONE') return error
    if (request.generation !== group.generation) return 'ILLEGAL_GENERATION'
  } else if (!transactional && group.status !== 'Empty') return 'UNKNOWN_MEMBER_ID'
  if (!transactional && group.status === 'CompletingRebalance') return 'REBALANCE_IN_PROGRESS'
  return 'NONE'
}

function isFromMember(request: Commit): boolean {
  return request.generation >= 0 || request.memberId !== '' || request.groupInstanceId !== null
}
