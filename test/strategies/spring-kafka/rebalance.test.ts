import { describe, expect, test } from 'vitest'
import type { ExceptionName } from '../../../src/model/errors.ts'
import { springBatch } from '../../../src/strategies/spring-kafka/spring-batch.ts'
import { springCount } from '../../../src/strategies/spring-kafka/spring-count.ts'
import { type PollStep, partitions, record, runScript, strategyNamed } from './scripted-world.ts'

const assigned =
  (numbers: number[], records: ReturnType<typeof record>[] = []): PollStep =>
  (world) => {
    world.perform(world.listener.onPartitionsAssigned?.(partitions(...numbers)))
    return records
  }

const taken =
  (how: 'onPartitionsRevoked' | 'onPartitionsLost', ...numbers: number[]): PollStep =>
  (world) => {
    world.perform(world.listener[how]?.(partitions(...numbers)))
    return []
  }

const rebalancing: ExceptionName = 'RebalanceInProgressException'

describe('revoked and lost', () => {
  test('revoked commits the pending acks inside poll', () => {
    const polls = [assigned([0], [record(0, 0)]), taken('onPartitionsRevoked', 0), []]
    expect(runScript(springCount, { polls }).log).toEqual([
      ...['poll', 'process 0@0', 'poll', 'commit 0→1', 'poll', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('lost takes the same path, and the failing commit is only logged', () => {
    const { log, ended } = runScript(springCount, {
      polls: [assigned([0], [record(0, 0)]), taken('onPartitionsLost', 0), [record(1, 4)]],
      commitErrors: ['CommitFailedException'],
    })
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'poll', 'commit 0→1', 'poll', 'process 1@4', 'poll'],
      ...['commit 1→5', 'unsubscribe', 'close'],
    ])
    expect(ended).toBe('returned')
  })
})

describe('a commit that a rebalance refuses', () => {
  const first = assigned([0, 1], [record(0, 0), record(1, 7)])

  test('is sent again after the next poll, before its records are handled', () => {
    const { log } = runScript(springBatch, {
      polls: [first, [record(0, 1)]],
      commitErrors: [rebalancing],
    })
    expect(log.slice(3)).toEqual([
      ...['commit 0→1 1→8', 'poll', 'commit 0→1 1→8', 'process 0@1', 'commit 0→2'],
      ...['poll', 'unsubscribe', 'close'],
    ])
  })

  test('is sent on revocation first, and not after the poll for what is no longer owned', () => {
    const { log } = runScript(springBatch, {
      polls: [first, taken('onPartitionsRevoked', 1), []],
      commitErrors: [rebalancing, rebalancing],
    })
    expect(log.slice(3)).toEqual([
      ...['commit 0→1 1→8', 'poll', 'commit 0→1 1→8', 'commit 0→1', 'poll', 'poll'],
      ...['unsubscribe', 'close'],
    ])
  })

  test('is superseded by a later commit of the same partition', () => {
    const { log } = runScript(springBatch, {
      polls: [first, [record(0, 1)], []],
      commitErrors: [rebalancing, rebalancing, null],
    })
    // Kept twice; then 0→2 succeeds, and only partition 1 is left to send again.
    expect(log.slice(3)).toEqual([
      ...['commit 0→1 1→8', 'poll', 'commit 0→1 1→8', 'process 0@1', 'commit 0→2'],
      ...['poll', 'commit 1→8', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('drops the records just polled when sending it again fails', () => {
    const { log } = runScript(springBatch, {
      polls: [first, [record(0, 1)], [record(0, 2)]],
      commitErrors: [rebalancing, 'TimeoutException'],
    })
    expect(log).not.toContain('process 0@1')
    expect(log).toContain('commit 0→3')
  })
})

describe('assigned', () => {
  const script = { polls: [assigned([0, 1])], committed: [{ ...record(0, 4) }] }

  test('with latest commits the position that nobody had committed', () => {
    const settings = { 'auto.offset.reset': 'latest' } as const
    expect(runScript(springBatch, { ...script, settings }).log[1]).toBe('commit 1→101')
  })

  test('with earliest commits nothing', () => {
    expect(runScript(springBatch, script).log).toEqual(['poll', 'poll', 'unsubscribe', 'close'])
  })
})

describe('offsets in an external store', () => {
  test('are sought on assignment and saved on revocation; Kafka is told nothing', () => {
    const { log } = runScript(strategyNamed('spring-external-store-seek'), {
      polls: [assigned([0], [record(0, 6)]), taken('onPartitionsRevoked', 0)],
      stored: [{ topic: 'orders', partition: 0, offset: 6 }],
      settings: { 'auto.offset.reset': 'latest' },
    })
    expect(log).toEqual([
      ...['poll', 'seek 0→6', 'process 0@6', 'poll', 'save 0→100', 'poll', 'unsubscribe', 'close'],
    ])
  })
})
