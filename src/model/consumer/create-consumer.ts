/** A consumer client at the start of its process. */
import type { PartitionInfo } from '../network/client-responses.ts'
import type { World } from '../world.ts'
import type { ConsumerState } from './consumer-state.ts'

/** What the first Metadata answer of a client says. */
function bootstrapMetadata({ cluster }: World): readonly PartitionInfo[] {
  return cluster.partitions.map(({ topic, partition, leader, leaderEpoch }) => {
    return { topic, partition, leader, leaderEpoch }
  })
}

/**
 * A consumer that has found its brokers and its coordinator, and has not done anything yet;
 * `place` is what the next process in its slot has, too.
 */
export function createConsumer(world: World, place: string, groupId: string): ConsumerState {
  return {
    groupId,
    closed: false,
    mode: 'none',
    topics: [],
    listener: null,
    metadata: bootstrapMetadata(world),
    metadataVersion: world.cluster.metadataVersion,
    metadataTicket: -1,
    findTicket: -1,
    joinTicket: -1,
    heartbeatTicket: -1,
    leaveTicket: -1,
    fetchCommittedTicket: -1,
    coordinator: world.cluster.offsets.leader,
    membership: 'unjoined',
    memberId: '',
    generation: -1,
    groupInstanceId: world.settings['group.instance.id'] ? `slot-${place}` : null,
    isLeader: false,
    toldMemberId: '',
    toldGeneration: -1,
    assignedPartitionCount: 0,
    groupTopics: [],
    rejoinNeeded: true,
    prepare: 0,
    newAssignment: null,
    lastAssignment: null,
    complete: 0,
    orphaned: false,
    sessionLapsed: false,
    pollerGone: false,
    pollerGoneDue: 0,
    generationLost: false,
    partitions: [],
    buffers: [],
    fetches: [],
    autoCommitElapsed: false,
    autoCommitDue: world.now + world.settings['auto.commit.interval.ms'],
    asyncCommits: [],
    dueCallbacks: [],
    wakeup: false,
    backingOff: false,
    backoffDue: 0,
    failure: null,
    positionFailure: null,
    closing: false,
    joinedAt: 0,
    sleptMs: 0,
    idlePolls: 0,
    idleSince: -1,
    idleFrom: 0,
  }
}
