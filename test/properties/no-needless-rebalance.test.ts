/** What asks for a rebalance, and who does not: in histories, and in what ships. */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { createJudge } from '../../src/properties/judge.ts'
import { noNeedlessRebalance } from '../../src/properties/no-needless-rebalance.ts'
import { searchUnit } from '../../src/search/compare.ts'
import { strategies } from '../../src/strategies/all.ts'
import { assigned, crash, ended, revoked } from './events.ts'
import { comesUp, joins, restarts, subscribes } from './membership-events.ts'
import { died } from './process-events.ts'

/** A group of two that has settled in its first generation. */
const settled = [
  ...[comesUp('A'), comesUp('B')],
  ...[joins('A', 1), assigned('A'), joins('B', 1), assigned('B')],
]

function witnesses(...events: readonly HistoryEvent[]): readonly string[] {
  const judge = createJudge([noNeedlessRebalance], { reprocessingMax: null })
  for (const event of [...settled, ...events, ended()]) judge.emit(event)
  return judge.results().judgements[0]?.witnesses.map(({ text }) => text) ?? []
}

const fault = (name: string, member: string | null = null): HistoryEvent => ({
  kind: 'fault',
  time: 0,
  fault: name,
  member,
  detail: name === 'partition-added' ? 'orders-2' : '',
})
const of = { time: 0, member: 'B', generation: 1, topic: 'orders', partition: 0 } as const
const refused = (error: string): HistoryEvent => ({
  ...{ kind: 'commit-refused', ...of, commit: 1, offset: 1, error },
})

describe('a rebalance', () => {
  it.each<[string, readonly HistoryEvent[]]>([
    ['another process starts', [comesUp('C')]],
    ['a process is asked to stop', [{ kind: 'stopping', time: 0, member: 'B' }]],
    ['a member is silent for its session', [{ kind: 'session-expired', time: 0, member: 'B' }]],
    ['a process stops', [{ kind: 'stopped', time: 0, member: 'B' }]],
    ['a process is killed', [crash('B')]],
    [
      'a consumer stops for good',
      [{ ...restarts('B', 'KafkaJSError'), restart: false } as HistoryEvent],
    ],
    ['a member stalls', [fault('pause', 'B')]],
    ['a handler takes too long', [fault('slow-handler', 'B')]],
    ['partitions are added', [fault('partition-added')]],
    ['the coordinator moves', [fault('coordinator-failover')]],
    ['a member is put out', [{ kind: 'lost', ...of }]],
    ['a commit is told so', [refused('CommitFailedException')]],
    ['a commit is told so by kafkajs', [refused('UNKNOWN_MEMBER_ID')]],
  ])('is needed when %s', (_, events) => {
    expect(witnesses(...events, joins('A', 2))).toEqual([])
  })

  it.each<[string, readonly HistoryEvent[]]>([
    ['nothing happens', []],
    ['a leader moves', [fault('leader-failover')]],
    ['a connection is cut', [fault('disconnect', 'B')]],
    ['a commit fails of what passes', [refused('TimeoutException')]],
    ['a consumer restarts at an error', [restarts('B', 'KafkaJSNumberOfRetriesExceeded')]],
    ['an eager member gives up what it had', [revoked('B')]],
  ])('is needless when %s', (_, events) => {
    expect(witnesses(...events, joins('A', 2), joins('B', 3))).toHaveLength(1)
  })

  it('follows where a cooperative member gave something up once it had joined', () => {
    const first = [comesUp('C'), joins('A', 2), joins('C', 2), joins('B', 2)]
    expect(witnesses(...first, joins('A', 3))).toHaveLength(1)
    expect(witnesses(...first, revoked('B'), joins('A', 3))).toEqual([])
  })

  it('belongs to its reason until all have joined, and no longer', () => {
    const twice = [comesUp('C'), joins('A', 2), joins('C', 3), joins('A', 3), joins('B', 3)]
    expect(witnesses(...twice)).toEqual([])
    expect(witnesses(...twice, joins('C', 4))).toEqual([
      'C joined generation 4, for which nothing had asked',
    ])
  })

  it('of a member that was killed is its join that was on its way, and its session’s end', () => {
    const both = [crash('B'), joins('A', 2), joins('A', 3)]
    expect(witnesses(...both)).toEqual([])
    expect(witnesses(...both, joins('A', 4), joins('A', 5))).toHaveLength(1)
  })

  it('is needed after all where who left dies, unless it came back first', () => {
    expect(witnesses(joins('A', 2), died('B', 'Error'))).toEqual([])
    expect(witnesses(joins('A', 2), joins('B', 3), died('B', 'Error'))).toHaveLength(1)
    expect(witnesses(joins('A', 2), joins('B', 2), joins('A', 3), died('B', 'Error'))).toHaveLength(
      1,
    )
  })

  it('is one of each member for a topic that comes into being', () => {
    const both = ['A', 'B'].map((member) => subscribes(member, 'orders', 'orders-retry'))
    const twice = [joins('A', 2), joins('B', 3), joins('A', 3)]
    expect(witnesses(...both, ...twice)).toEqual([])
    expect(witnesses(...both, ...twice, joins('A', 4), joins('B', 4))).toHaveLength(1)
  })

  it('is not judged of who subscribes to a pattern', () => {
    expect(witnesses(subscribes('A', '/^orders/'), joins('A', 2))).toEqual([])
  })

  it('is not judged where a process has several consumers', () => {
    expect(witnesses(joins('A', 2), joins('A', 2), joins('B', 2))).toEqual([])
  })
})

function verdictOf(name: string, under: string): string | undefined {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  const unit = {
    ...{ strategy: name, fault: under, settings: { 'auto.offset.reset': 'earliest' } as const },
    ...{ properties: ['no-needless-rebalance'] as const, scenario: defaultScenario },
    ...{ seed: '42', schedules: 150 },
  }
  return searchUnit(unit, found.strategy, runStrategy).cells[0]?.verdict
}

describe('a consumer that leaves the group at every failed commit', () => {
  it('is caught', () => {
    expect(verdictOf('commit-sync-resubscribe-on-error', 'commit-refused')).toBe('violated')
  })

  it.each(['none', 'crash', 'shutdown', 'join', 'pause', 'commit-refused', 'disconnect'])(
    'is clean under %s once it polls on instead',
    (under) => {
      expect(verdictOf('commit-sync-after-batch', under)).toBe('not-found')
    },
  )

  it.each(['slow-handler', 'coordinator-failover', 'offsets-loss', 'partition-added'])(
    'is clean under %s, which asks for rebalances itself',
    (under) => {
      expect(verdictOf('commit-sync-after-batch', under)).toBe('not-found')
    },
  )
})
