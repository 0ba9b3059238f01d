import { describe, expect, it } from 'vitest'
import { appendRecord } from '../../../src/model/cluster/append.ts'
import type { Cluster } from '../../../src/model/cluster/cluster.ts'
import { fetch } from '../../../src/model/cluster/fetch.ts'
import { maxBytesInSession } from '../../../src/model/cluster/fetch-sessions.ts'
import { moveLeader } from '../../../src/model/cluster/leaders.ts'
import type { PartitionLog } from '../../../src/model/cluster/partition-log.ts'
import { deleteBelow } from '../../../src/model/cluster/retention.ts'
import type { ResponseOf } from '../../../src/model/network/requests.ts'
import { fixture } from './fixture.ts'

/** A fetch in a session at broker 0, of [partition, offset]; one that is held is no answer. */
function ask(
  cluster: Cluster,
  id: number,
  epoch: number,
  read: readonly (readonly [number, number])[] = [],
  forgotten: readonly number[] = [],
): ResponseOf<'Fetch'> | null {
  const topic = 'orders'
  const partitions = read.map(([partition, offset]) => {
    return { topic, partition, offset, currentLeaderEpoch: -1, maxBytes: 10 + partition }
  })
  const gone = forgotten.map((partition) => ({ topic, partition }))
  const session = { id, epoch, forgotten: gone }
  return fetch(cluster, 0, { api: 'Fetch', isolation: 'read_uncommitted', session, partitions }, 1)
}

/** What an answer says: its error, or its session and partitions with their records. */
function told(answer: ResponseOf<'Fetch'> | null): unknown {
  if (answer === null) return 'held'
  if (answer.error !== 'NONE') return answer.error
  return [
    answer.sessionId ?? 0,
    ...answer.partitions.map(({ partition, error, records }) => {
      return `${partition}: ${error === 'NONE' ? records.map(({ offset }) => offset) : error}`
    }),
  ]
}

/** Two partitions with a record each. */
function written() {
  const made = fixture({ brokers: 1, partitions: 2 })
  const [log, other] = made.cluster.partitions as [PartitionLog, PartitionLog]
  appendRecord(made.cluster, made.ports, log)
  appendRecord(made.cluster, made.ports, other)
  return { ...made, log, other, write: () => appendRecord(made.cluster, made.ports, log) }
}

describe('a fetch session', () => {
  it('is not given to whoever comes after a thousand others', () => {
    const { cluster } = written()
    const both = [[0, 0] as const, [1, 0] as const]
    for (let id = 1; id <= 1000; id++) expect(told(ask(cluster, 0, 0, both))).toContain(id)
    expect(told(ask(cluster, 0, 0, both))).toEqual([0, '0: 0', '1: 0'])
    ask(cluster, 500, -1, both)
    expect(told(ask(cluster, 0, 0, both))).toContain(1001)
  })

  it('reads what it was told of, and tells of what is new', () => {
    const { cluster, write } = written()
    const both = [[0, 0] as const, [1, 0] as const]
    expect(told(ask(cluster, 0, 0, both))).toEqual([1, '0: 0', '1: 0'])
    const behind = [[0, 1] as const, [1, 1] as const]
    expect(told(ask(cluster, 1, 1, behind))).toBe('held')
    write()
    expect(told(ask(cluster, 1, 2))).toEqual([1, '0: 1'])
    expect(told(ask(cluster, 1, 3, [[0, 2]]))).toBe('held')
  })

  it('reads first the next time what was not told of', () => {
    const { cluster } = written()
    ask(cluster, 0, 0, [
      [0, 0],
      [1, 1],
    ])
    expect(told(ask(cluster, 1, 1, [[1, 0]]))).toEqual([1, '0: 0', '1: 0'])
    expect(told(ask(cluster, 1, 2, [[1, 1]]))).toEqual([1, '0: 0'])
    expect(told(ask(cluster, 1, 3, [[1, 0]]))).toEqual([1, '1: 0', '0: 0'])
  })

  it('tells of a log start, an error and the end of an error', () => {
    const { cluster, ports, log } = written()
    appendRecord(cluster, ports, log)
    ask(cluster, 0, 0, [
      [0, 2],
      [1, 0],
    ])
    deleteBelow(cluster, ports, log, 1)
    expect(told(ask(cluster, 1, 1))).toEqual([1, '0: ', '1: 0'])
    expect(told(ask(cluster, 1, 2))).toEqual([1, '1: 0'])
    expect(told(ask(cluster, 1, 3, [[0, 0]]))).toEqual([1, '0: OFFSET_OUT_OF_RANGE', '1: 0'])
    expect(told(ask(cluster, 1, 4, [[0, 2]]))).toEqual([1, '0: ', '1: 0'])
    expect(told(ask(cluster, 1, 5))).toEqual([1, '1: 0'])
  })

  it('has an epoch that goes up by one', () => {
    const { cluster } = written()
    ask(cluster, 0, 0, [[0, 0]])
    expect(told(ask(cluster, 1, 2))).toBe('INVALID_FETCH_SESSION_EPOCH')
    expect(told(ask(cluster, 1, 1))).toEqual([1, '0: 0'])
    expect(told(ask(cluster, 1, 1))).toBe('INVALID_FETCH_SESSION_EPOCH')
    expect(told(ask(cluster, 2, 1))).toBe('FETCH_SESSION_ID_NOT_FOUND')
  })

  it('ends when it is left for another one, for none, and without partitions', () => {
    const { cluster } = written()
    ask(cluster, 0, 0, [[0, 0]])
    expect(told(ask(cluster, 1, 0, [[0, 0]]))).toEqual([2, '0: 0'])
    expect(told(ask(cluster, 1, 1))).toBe('FETCH_SESSION_ID_NOT_FOUND')
    expect(told(ask(cluster, 2, -1, [[0, 0]]))).toEqual([0, '0: 0'])
    expect(told(ask(cluster, 2, 1))).toBe('FETCH_SESSION_ID_NOT_FOUND')
    ask(cluster, 0, 0, [[0, 0]])
    expect(told(ask(cluster, 3, 1, [], [0]))).toEqual([0])
    expect(told(ask(cluster, 3, 2))).toBe('FETCH_SESSION_ID_NOT_FOUND')
  })

  it('is gone with the broker that led', () => {
    const { cluster, ports, log } = fixture({ brokers: 2 })
    appendRecord(cluster, ports, log)
    ask(cluster, 0, 0, [[0, 0]])
    moveLeader(cluster, ports, log, 1)
    expect(told(ask(cluster, 1, 1))).toBe('FETCH_SESSION_ID_NOT_FOUND')
  })

  it('remembers how much of a partition is taken at once', () => {
    const { cluster } = written()
    ask(cluster, 0, 0, [
      [0, 0],
      [1, 0],
    ])
    const of = (partition: number) => ({ topic: 'orders', partition })
    expect([0, 1, 2].map((at) => maxBytesInSession(cluster, 1, of(at)))).toEqual([
      10,
      11,
      undefined,
    ])
  })
})
