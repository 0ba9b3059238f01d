import { describe, expect, it } from 'vitest'
import { properties, propertyNames } from '../../src/properties/all.ts'
import { createJudge } from '../../src/properties/judge.ts'
import { sometimesProperties } from '../../src/properties/sometimes.ts'
import * as h from './histories.ts'

describe('the list of properties', () => {
  it('has every name, in order', () => {
    expect(properties.map(({ name }) => name)).toEqual(propertyNames)
  })

  it('judges a run by all of them together as by each alone', () => {
    const lines = [
      h.produced(0, 1, 2, 3),
      h.assigned('A'),
      h.position('A', 0),
      h.polled('A', 0, 1, 2),
      h.processes('A', 1, 0, 1),
      h.requested('A', 3, 4),
      h.applied('A', 3, null, 4),
      h.applied('A', 1, 3, 2),
      h.acknowledged('A', 9, 9),
      h.assigned('B'),
      h.processes('A', 3),
      h.crash('A'),
      h.position('B', 3, 'latest'),
      h.applied('B', 3, 1, 5),
      h.givenUp('B'),
      h.ended(),
    ]
    const together = h.results(properties, [], lines, 0).judgements
    const broken = together.filter(({ witnesses }) => witnesses.length > 0)
    // A later property is held to the same by its own examples.
    expect(broken.length).toBeGreaterThanOrEqual(10)
    const alone = properties.map((one) => h.results([one], [], lines, 0).judgements[0])
    expect(together).toEqual(alone)
  })
})

describe('a judge', () => {
  it('keeps apart two judges of one context', () => {
    const context = { reprocessingMax: null }
    const one = createJudge(properties, context)
    const other = createJudge(properties, context)
    const lines = [h.produced(0), h.position('A', 0), h.applied('A', 1), h.ended()].flat()
    for (const event of lines) one.emit(event)
    expect(one.results().judgements[0]?.witnesses).toHaveLength(1)
    expect(other.results().judgements[0]?.witnesses).toEqual([])
  })

  it('keeps topics apart, and offsets beyond any that it has seen', () => {
    const judge = createJudge(properties, { reprocessingMax: null })
    const inTopic = (topic: string, offset: number) =>
      [h.produced(offset), h.position('A', offset), h.applied('A', offset + 1)]
        .flat()
        .map((event) => ({ ...event, topic }))
    const lines = [...inTopic('orders', 1000), ...inTopic('payments', 0), h.ended()]
    for (const event of lines) judge.emit(event)
    const found = judge.results().judgements[0]?.witnesses ?? []
    expect(found.map(({ topic, offsets, at }) => [topic, offsets, at])).toEqual([
      ['orders', [1000], 2],
      ['payments', [0], 5],
    ])
  })
})

describe('the tally', () => {
  it('counts rejoins, and consumers that crashed with and without a restart', () => {
    const of = { time: 0, member: 'A' }
    const about = { ...of, generation: 1, consumer: 0 }
    const crash = {
      ...about,
      kind: 'consumer-crashed',
      consumer: 0,
      error: 'KafkaJSError',
    } as const
    const figures = h.tallyOf(
      { ...of, kind: 'started', replaces: null },
      { ...of, kind: 'joined', generation: 1 },
      { ...of, kind: 'joined', generation: 2 },
      { ...crash, restart: true },
      { ...crash, restart: false },
      { ...crash, restart: true },
      h.ended(),
    )
    expect(figures).toMatchObject({ rejoins: 1, consumerRestarts: 2, consumerDeaths: 1 })
  })

  it('counts generations after the first, and whoever was started again', () => {
    const started = { kind: 'started', time: 0, member: 'A', replaces: null } as const
    const joins = (member: string, generation: number) =>
      ({ kind: 'joined', time: 0, member, generation }) as const
    const crash = {
      time: 0,
      member: 'C',
      kind: 'consumer-crashed',
      consumer: 0,
      error: 'KafkaJSError',
    } as const
    const lines = [
      started,
      joins('A', 1),
      joins('A', 2),
      joins('B', 2),
      { ...started, member: 'C', replaces: 'B' },
      joins('C', 3),
      { ...crash, generation: 3, restart: true },
      h.ended(),
    ]
    expect(h.tallyOf(...lines)).toMatchObject({ rebalances: 2, restarts: 2 })
  })

  it('counts the generations of a group that was forgotten, too', () => {
    const joined = { kind: 'joined', time: 0, member: 'A' } as const
    const fault = { kind: 'fault', time: 0, member: null, detail: '' } as const
    const again = (name: string) =>
      h.tallyOf(
        { ...joined, generation: 1 },
        { ...joined, generation: 2 },
        { ...fault, fault: name },
        { ...joined, generation: 1 },
        h.ended(),
      ).rebalances
    expect(again('offsets-loss')).toBe(2)
    // A member of an older generation makes no new one.
    expect(again('pause')).toBe(1)
  })

  it('counts records that took effect twice, each once, but for what was rolled back', () => {
    const lines = [
      h.produced(0, 1, 2),
      h.position('A', 0),
      h.processes('A', 0, 1),
      h.processes('B', 0),
      h.processes('C', 0),
      h.ended(),
    ]
    expect(h.tallyOf(...lines)).toMatchObject({ duplicated: 1, reprocessed: 2 })
  })

  it('counts no rejoins below none where a process never joined', () => {
    const started = { kind: 'started', time: 0, member: 'A', replaces: null } as const
    expect(h.tallyOf(started, h.ended()).rejoins).toBe(0)
  })

  it('counts what was owed, lost, started again, and asked to be committed', () => {
    const lines = [
      h.produced(0, 1, 2, 3),
      h.producedAborted(4),
      h.position('A', 1),
      h.processes('A', 1, 3, 3, 1),
      h.requested('A', 3, 1),
      h.inPartition(1, h.requested('A', 3, 1)),
      h.requested('A', 4, 2),
      h.applied('A', 4),
      h.ended(),
    ]
    expect(h.tallyOf(...lines)).toMatchObject({
      ...{ owed: 3, lost: 1, reprocessed: 2, commitRequests: 2 },
    })
  })
})

describe('sometimes', () => {
  const seen = (name: string, ...lines: h.Line[]) => {
    const sometimes = sometimesProperties.find((one) => one.name === name)
    if (sometimes === undefined) throw new Error(`no such name: ${name}`)
    return h.seen(sometimes, ...lines)
  }
  it('a crash is of whoever did the work, a batch of whoever was handed it last', () => {
    const work = [h.processes('A', 0), h.applied('A', 0)]
    expect(seen('crash-between-processing-and-commit', work.flat(), h.crash('B'))).toBe(false)
    const handed = [h.polled('A', 0), h.polled('B', 0)]
    expect(seen('rebalance-interrupts-batch', handed, h.revoked('A'))).toBe(false)
    expect(seen('rebalance-interrupts-batch', handed, h.done('A', 0), h.revoked('B'))).toBe(true)
  })

  const cases: readonly [string, h.Line[], h.Line[]][] = [
    [
      'crash-between-processing-and-commit',
      [h.processes('A', 0, 1), h.applied('A', 1), h.crash('A')],
      [h.processes('A', 0, 1), h.applied('A', 2), h.crash('A')],
    ],
    ['commit-refused', [h.refused('A', 1)], [h.applied('A', 1)]],
    [
      'rebalance-interrupts-batch',
      [h.polled('A', 0, 1), h.processes('A', 0), h.revoked('A')],
      [h.polled('A', 0), h.processes('A', 0), h.revoked('A'), h.polled('B', 1), h.revoked('A')],
    ],
    ['commit-unknown', [h.unknown('A', 1)], [h.refused('A', 1)]],
    [
      'record-reprocessed',
      [h.started('A', 0), h.started('B', 0)],
      [h.started('A', 0), h.started('A', 1)],
    ],
    [
      'zombie-processing',
      [h.assigned('A'), h.assigned('B'), h.started('A', 0)],
      [h.assigned('B'), h.assigned('A'), h.started('A', 0)],
    ],
    ['position-reset', [h.position('A', 0, 'latest')], [h.position('A', 0, 'seek')]],
    ['transaction-aborted', [h.aborted('A', 1)], [h.committed('A', 1)]],
    ['fault-in-storm', [h.fault('pause', 'A')], [h.died('A', 'KafkaException')]],
    ['record-processed', [h.processes('A', 0)], [h.started('A', 0)]],
    ['member-took-over', [h.assigned('A'), h.assigned('B')], [h.assigned('A'), h.assigned('A')]],
  ]

  it('has a case for each', () => {
    expect(cases.map(([name]) => name).sort()).toEqual(
      sometimesProperties.map((s) => s.name).sort(),
    )
  })

  it.each(cases)('%s', (name, something, nothing) => {
    expect([seen(name, ...something), seen(name, ...nothing)]).toEqual([true, false])
  })
})
