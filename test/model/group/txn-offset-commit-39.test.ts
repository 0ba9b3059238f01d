/** Where brokers of 3.9 and of 4 part: what a fenced producer does to its successor. */
import { describe, expect, test } from 'vitest'
import { finishLoading, moveCoordinator } from '../../../src/model/cluster/offsets-failover.ts'
import { end, plainEntry, send, transactional } from './txn-offsets.ts'

describe('a fenced zombie with the producer id of its successor', () => {
  const brokers = (version: '3.9' | '4') => {
    const bench = transactional(1, version)
    expect(send(bench, 50)).toBe('NONE')
    expect(send(bench, 40, { producerEpoch: 2 })).toBe('INVALID_PRODUCER_EPOCH')
    return bench
  }

  test('undoes what its successor has pending for the partition on 3.9', () => {
    const bench = brokers('3.9')
    expect(bench.fetch(true), 'nothing is pending any more').toEqual([])
    end(bench, true)
    expect(bench.fetch(true)).toEqual([])
  })

  test('but the log still has it: a new coordinator commits it', () => {
    const bench = brokers('3.9')
    moveCoordinator(bench.cluster, bench.ports, 1, 9)
    finishLoading(bench.cluster, bench.ports)
    end(bench, true)
    expect(bench.fetch(true)).toEqual([[0, 50]])
  })

  test('undoes nothing in another partition, nor on 4', () => {
    const bench = transactional(1, '3.9')
    send(bench, 50)
    send(bench, 40, { producerEpoch: 2, offsets: [{ ...plainEntry, partition: 1 }] })
    end(bench, true)
    expect(bench.fetch(true)).toEqual([[0, 50]])
    const newer = brokers('4')
    end(newer, true)
    expect(newer.fetch(true)).toEqual([[0, 50]])
  })

  test('is told of its metadata by 3.9, which has nothing to append', () => {
    const offsets = [{ ...plainEntry, metadata: 'm'.repeat(5000) }]
    for (const [version, error] of [
      ['3.9', 'OFFSET_METADATA_TOO_LARGE'],
      ['4', 'INVALID_PRODUCER_EPOCH'],
    ] as const) {
      const bench = transactional(1, version)
      const commit = () => send(bench, 40, { producerEpoch: 2, offsets })
      expect(commit(), 'nothing in the log').toBe('INVALID_PRODUCER_EPOCH')
      send(bench, 50)
      expect(commit()).toBe(error)
      expect(bench.cluster.offsets.pending).toHaveLength(1)
    }
  })

  test('leaves an empty group behind on 3.9', () => {
    for (const [version, count] of [
      ['3.9', 1],
      ['4', 0],
    ] as const) {
      const bench = transactional(1, version)
      send(bench, 40, { producerEpoch: 2 })
      expect(bench.cluster.groups).toHaveLength(count)
    }
  })
})

test.each([
  ['4', 1],
  ['3.9', 0],
] as const)('what is left of a group whose only transaction aborted: on %s', (version, groups) => {
  const bench = transactional(1, version)
  send(bench, 5)
  end(bench, false)
  moveCoordinator(bench.cluster, bench.ports, 1, 9)
  expect(bench.cluster.groups).toHaveLength(groups)
})

test('what a zombie undid on 3.9 is committed when the next coordinator reads the log', () => {
  const bench = transactional(1, '3.9')
  send(bench, 50)
  send(bench, 40, { producerEpoch: 2 })
  end(bench, true)
  expect([bench.fetch(true), bench.applied]).toEqual([[], []])
  moveCoordinator(bench.cluster, bench.ports, 1, 9)
  finishLoading(bench.cluster, bench.ports)
  expect([bench.fetch(true), bench.applied]).toEqual([[[0, 50]], [[0, 0, 50, null]]])
})
