import { describe, expect, it } from 'vitest'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { committedOffset, seedCommittedOffset } from '../../../src/model/cluster/offsets-topic.ts'
import { findPartition } from '../../../src/model/cluster/partition-log.ts'
import { countPartitions, ensureTopic } from '../../../src/model/cluster/topics.ts'
import type { NewTopic } from '../../../src/model/network/application-requests.ts'
import type { RequestOf, ResponseOf } from '../../../src/model/network/requests.ts'
import { handle } from '../handle.ts'
import { fixture, seen } from './fixture.ts'

type Topics = 'CreateTopics' | 'CreatePartitions' | 'DeleteTopics'

/** A cluster, and an admin client in short: the answers are errors, one for each topic. */
function admin() {
  const given = fixture()
  const { cluster, ports } = given
  const send = (request: RequestOf<Topics>) => {
    const answer = handle(cluster, ports, 1, request, 1) as ResponseOf<Topics>
    expect(answer.error).toBe('NONE')
    return answer.topics.map(({ topic, error }) => `${topic}: ${error}`)
  }
  return {
    ...given,
    create: (topics: readonly NewTopic[], validateOnly = false) =>
      send({ api: 'CreateTopics', topics, validateOnly }),
    grow: (topics: readonly NewTopic[], validateOnly = false) =>
      send({ api: 'CreatePartitions', topics, validateOnly }),
    remove: (...topics: string[]) => send({ api: 'DeleteTopics', topics }),
    metadata: () => {
      const answer = handle(cluster, ports, 2, { api: 'Metadata', describe: null }, 1)
      return (answer as ResponseOf<'Metadata'>).partitions.map(
        ({ topic, partition }) => `${topic}-${partition}`,
      )
    },
  }
}

describe('CreateTopics', () => {
  it('makes topics that metadata shows beside the others', () => {
    const { cluster, create, metadata } = admin()
    const version = cluster.metadataVersion
    const asked = [
      { topic: 'out', partitions: 2 },
      { topic: 'dlq', partitions: -1 },
    ]
    expect(create(asked)).toEqual(['out: NONE', 'dlq: NONE'])
    expect(metadata()).toEqual(['orders-0', 'orders-1', 'out-0', 'out-1', 'dlq-0'])
    expect(cluster.metadataVersion).toBeGreaterThan(version)
    expect(create(asked)).toEqual(['out: TOPIC_ALREADY_EXISTS', 'dlq: TOPIC_ALREADY_EXISTS'])
    expect(metadata()).toHaveLength(5)
  })

  it('refuses what is no topic', () => {
    const { create, metadata } = admin()
    const errors = create([
      { topic: 'orders', partitions: 1 },
      { topic: '', partitions: 1 },
      { topic: '..', partitions: 1 },
      { topic: 'a b', partitions: 1 },
      { topic: 'x'.repeat(250), partitions: 1 },
      { topic: 'none', partitions: 0 },
      { topic: 'huge', partitions: 2 ** 30 },
    ])
    expect(errors.map((text) => text.split(': ')[1])).toEqual([
      'TOPIC_ALREADY_EXISTS',
      'INVALID_TOPIC_EXCEPTION',
      'INVALID_TOPIC_EXCEPTION',
      'INVALID_TOPIC_EXCEPTION',
      'INVALID_TOPIC_EXCEPTION',
      'INVALID_PARTITIONS',
      'INVALID_PARTITIONS',
    ])
    expect(metadata()).toEqual(['orders-0', 'orders-1'])
  })

  it('only says what it would do when it is asked to validate', () => {
    const { create, grow, metadata } = admin()
    expect(create([{ topic: 'out', partitions: 2 }], true)).toEqual(['out: NONE'])
    expect(grow([{ topic: 'orders', partitions: 4 }], true)).toEqual(['orders: NONE'])
    expect(metadata()).toEqual(['orders-0', 'orders-1'])
  })
})

describe('CreatePartitions', () => {
  it('adds partitions, and takes none away', () => {
    const { grow, metadata } = admin()
    expect(grow([{ topic: 'orders', partitions: 4 }])).toEqual(['orders: NONE'])
    expect(metadata()).toEqual(['orders-0', 'orders-1', 'orders-2', 'orders-3'])
    expect(grow([{ topic: 'orders', partitions: 4 }])).toEqual(['orders: INVALID_PARTITIONS'])
    expect(grow([{ topic: 'orders', partitions: 1 }])).toEqual(['orders: INVALID_PARTITIONS'])
    expect(grow([{ topic: 'out', partitions: 1 }])).toEqual(['out: UNKNOWN_TOPIC_OR_PARTITION'])
    expect(metadata()).toHaveLength(4)
  })
})

describe('DeleteTopics', () => {
  it('takes the topic away, with its committed offsets, and answers who waits for it', () => {
    const { cluster, told, create, remove, metadata } = admin()
    create([{ topic: 'out', partitions: 1 }])
    seedCommittedOffset(cluster, 'readers', 'out', 0, 3)
    seedCommittedOffset(cluster, 'readers', 'orders', 0, 4)
    const at = { topic: 'out', partition: 0, offset: 0, currentLeaderEpoch: -1 }
    const leader = findPartition(cluster, 'out', 0)?.leader ?? -1
    const request = { api: 'Fetch', isolation: 'read_committed', partitions: [at] } as const
    expect(fetch(cluster, leader, request, 9)).toBeNull()

    expect(remove('out')).toEqual(['out: NONE'])
    expect(metadata()).toEqual(['orders-0', 'orders-1'])
    expect(told.responses.map(({ ticket, response }) => [ticket, seen(response)])).toEqual([
      [9, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ])
    expect(committedOffset(cluster, 'readers', 'out', 0)).toBeNull()
    expect(committedOffset(cluster, 'readers', 'orders', 0)).toBe(4)
    expect(remove('out')).toEqual(['out: UNKNOWN_TOPIC_OR_PARTITION'])
    expect(create([{ topic: 'out', partitions: 1 }])).toEqual(['out: NONE'])
    expect(findPartition(cluster, 'out', 0)?.logEnd).toBe(0)
  })

  it('leaves the topic that the group reads alone', () => {
    const { remove, metadata } = admin()
    expect(remove('orders')).toEqual(['orders: TOPIC_AUTHORIZATION_FAILED'])
    expect(metadata()).toEqual(['orders-0', 'orders-1'])
  })
})

describe('ensureTopic', () => {
  it('creates a topic once', () => {
    const { cluster } = admin()
    expect(ensureTopic(cluster, 'out', 3)).toBe('NONE')
    expect(ensureTopic(cluster, 'out', 5)).toBe('NONE')
    expect(countPartitions(cluster, 'out')).toBe(3)
    expect(ensureTopic(cluster, 'dlq')).toBe('NONE')
    expect(countPartitions(cluster, 'dlq')).toBe(1)
    expect(ensureTopic(cluster, 'a/b')).toBe('INVALID_TOPIC_EXCEPTION')
    expect(countPartitions(cluster, 'a/b')).toBe(0)
  })
})
