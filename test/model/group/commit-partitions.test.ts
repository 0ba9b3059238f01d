/** What real brokers of 3.9.1 and 4.1.1 answer, partition by partition (`conformance/`). */
import { expect, test } from 'vitest'
import { replicateOffsets } from '../../../src/model/cluster/offsets-topic.ts'
import type { CommitEntry } from '../../../src/model/network/client-requests.ts'
import { Bench, groupId } from './fixture.ts'

const entry = (partition: number, offset: number, metadata = '', topic = 't'): CommitEntry => {
  return { topic, partition, offset, leaderEpoch: -1, metadata }
}

function commit(bench: Bench, offsets: readonly CommitEntry[], generation = -1) {
  return bench.answers[bench.commit('', generation, 0, { offsets })]
}

const alone = () => new Bench({ 'offsets.topic.replication.factor': 1 })

test('a partition with too much metadata is refused, and the others are committed', () => {
  const bench = alone()
  const answer = commit(bench, [entry(0, 5, 'x'.repeat(4097)), entry(1, 6, 'x'.repeat(4096))])
  expect(answer).toMatchObject({
    error: 'OFFSET_METADATA_TOO_LARGE',
    each: ['OFFSET_METADATA_TOO_LARGE', 'NONE'],
  })
  expect(bench.fetch()).toEqual([[1, 6]])
})

test('a partition or topic that does not exist is refused, and nothing waits for it', () => {
  const bench = alone()
  const answer = commit(bench, [entry(0, 5), entry(9, 7), entry(0, 8, '', 'unheard-of')])
  expect(answer).toMatchObject({
    error: 'UNKNOWN_TOPIC_OR_PARTITION',
    each: ['NONE', 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION'],
  })
  expect(bench.fetch(false, [0, 9])).toEqual([[0, 5]])
})

test('what the group thinks concerns only what the broker knows', () => {
  const bench = alone()
  expect(commit(bench, [entry(9, 7), entry(0, 5)], 3)).toMatchObject({
    error: 'UNKNOWN_TOPIC_OR_PARTITION',
    each: ['UNKNOWN_TOPIC_OR_PARTITION', 'ILLEGAL_GENERATION'],
  })
})

test('with no partition that it knows a broker asks no coordinator: no group is made', () => {
  const bench = alone()
  commit(bench, [entry(9, 7)])
  expect(bench.cluster.groups.map((group) => group.groupId)).not.toContain(groupId)
})

test('an answer that is held until the offsets are replicated tells both', () => {
  const bench = new Bench({ 'offsets.topic.replication.factor': 3 })
  const ticket = bench.commit('', -1, 0, { offsets: [entry(0, 5), entry(9, 7)] })
  expect(bench.answers[ticket]).toBeUndefined()
  replicateOffsets(bench.cluster, bench.ports)
  expect(bench.answers[ticket]).toMatchObject({ each: ['NONE', 'UNKNOWN_TOPIC_OR_PARTITION'] })
})
