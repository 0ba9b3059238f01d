import { describe, expect, it } from 'vitest'
import { appendRecord } from '../../../src/model/cluster/append.ts'
import type { Cluster } from '../../../src/model/cluster/cluster.ts'
import { moveLeader, uncleanElection } from '../../../src/model/cluster/leaders.ts'
import { offsetsForLeaderEpoch } from '../../../src/model/cluster/offsets-for-leader-epoch.ts'
import { deleteBelow } from '../../../src/model/cluster/retention.ts'
import { fixture } from './fixture.ts'

function endOf(cluster: Cluster, broker: number, leaderEpoch: number, currentLeaderEpoch = -1) {
  const answer = offsetsForLeaderEpoch(cluster, broker, {
    api: 'OffsetsForLeaderEpoch',
    partition: { topic: 'orders', partition: 0 },
    leaderEpoch,
    currentLeaderEpoch,
  })
  return answer.error === 'NONE' ? [answer.leaderEpoch, answer.endOffset] : answer.error
}

/** Epoch 0 wrote 0 and 1, epoch 1 nothing, epoch 2 wrote 2, and leads on broker 2. */
function threeEpochs() {
  const given = fixture()
  const { cluster, ports, log } = given
  appendRecord(cluster, ports, log)
  appendRecord(cluster, ports, log)
  moveLeader(cluster, ports, log, 1)
  moveLeader(cluster, ports, log, 2)
  appendRecord(cluster, ports, log)
  return given
}

describe('OffsetsForLeaderEpoch', () => {
  it('ends the current epoch at the log end, and an older one where the next began', () => {
    const { cluster, ports, log } = threeEpochs()
    appendRecord(cluster, ports, log, { replicated: false })
    expect([log.highWatermark, log.logEnd]).toEqual([3, 4])
    expect(endOf(cluster, 2, 2)).toEqual([2, 4])
    expect(endOf(cluster, 2, 0)).toEqual([0, 2])
  })

  it('answers for an epoch that wrote nothing with the one before it', () => {
    const { cluster } = threeEpochs()
    expect(endOf(cluster, 2, 1)).toEqual([0, 2])
  })

  it('knows nothing of epochs to come', () => {
    const { cluster } = threeEpochs()
    expect(endOf(cluster, 2, 3)).toEqual([-1, -1])
    expect(endOf(cluster, 2, -1)).toEqual([-1, -1])
  })

  it('ends an epoch of which nothing is left where the log begins', () => {
    const { cluster, ports, log } = threeEpochs()
    deleteBelow(cluster, ports, log, 2)
    expect(log.epochs).toEqual([{ epoch: 2, startOffset: 2 }])
    expect(endOf(cluster, 2, 0)).toEqual([0, 2])
  })

  it('tells a consumer where its log and the truncated one part', () => {
    const { cluster, ports, log } = fixture()
    for (let i = 0; i < 4; i++) appendRecord(cluster, ports, log)
    uncleanElection(cluster, ports, log, 1)
    for (let i = 0; i < 5; i++) appendRecord(cluster, ports, log)
    expect(endOf(cluster, 1, 0, 1)).toEqual([0, 1])
  })

  it('is for the leader and its epoch', () => {
    const { cluster } = threeEpochs()
    expect(endOf(cluster, 0, 0)).toBe('NOT_LEADER_OR_FOLLOWER')
    expect(endOf(cluster, 2, 0, 1)).toBe('FENCED_LEADER_EPOCH')
    expect(endOf(cluster, 2, 0, 3)).toBe('UNKNOWN_LEADER_EPOCH')
    expect(endOf(cluster, 2, 0, 2)).toEqual([0, 2])
  })
})
