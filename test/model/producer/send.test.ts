/** producer.send outside of transactions: a dead letter queue, as programs write it. */
import { describe, expect, it } from 'vitest'
import type { ConsumerRecord, Program } from '../../../src/model/instance/ops.ts'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { progress } from '../../../src/properties/progress.ts'
import {
  firstRecords,
  goOn,
  of,
  outcomeOf,
  type Played,
  place,
  play,
  type Script,
  type Stage,
  seen,
  type When,
} from '../scripted.ts'

const dlt = 'orders-dlt'

/** Gives up the record of offset 1, and hands it on in that way; commits after each batch. */
function giving(script: Script, handOn: (stage: Stage, record: ConsumerRecord) => Program<void>) {
  return play(script, function* (stage) {
    for (;;) {
      const records = yield* stage.consumer.poll()
      for (const record of records) {
        if (record.offset === 1) yield* handOn(stage, record)
        else yield* stage.process(record)
      }
      if (records.length > 0) yield* stage.consumer.commitSync()
    }
  })
}

function* andWait({ producer, note }: Stage, record: ConsumerRecord): Program<void> {
  const sent = yield* producer.send(dlt, record)
  const { topic, partition, offset } = yield* sent.get()
  note(`${topic}-${partition}@${offset}`)
}

function* andForget({ producer }: Stage, record: ConsumerRecord): Program<void> {
  yield* producer.send(dlt, record)
}

function lossesIn({ events }: Played): readonly string[] {
  const judge = createJudge([atLeastOnce, progress], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  return judge
    .results()
    .judgements.flatMap(({ property, witnesses }) =>
      witnesses.map(({ offsets }) => `${property} ${offsets}`),
    )
}

const handedOn = ({ events }: Played) =>
  of(events, 'handed-on').map(({ offset, toTopic, toPartition, toOffset }) => {
    return `${offset} ${toTopic}-${toPartition}@${toOffset}`
  })

describe('a record that is sent to another topic', () => {
  it('makes a topic that no member subscribes to, and so no rebalance', () => {
    // The metadata that the leader moving brings shows the new topic, too.
    const faults = [{ fault: 'leader-failover', when: seen('handed-on'), target: 0 }] as const
    const played = giving({ scenario: { brokers: 2 }, faults }, andWait)
    expect(handedOn(played)).toHaveLength(1)
    expect(of(played.events, 'assigned').map(({ generation }) => generation)).toEqual([1])
  })

  it('is handed on when it was waited for', () => {
    const played = giving({}, andWait)
    expect(played.notes).toEqual(['A orders-dlt-0@0'])
    expect(handedOn(played)).toEqual(['1 orders-dlt-0@0'])
    expect(lossesIn(played)).toEqual([])
  })

  it('is handed on when it arrives, also if nobody waits', () => {
    const played = giving({}, andForget)
    expect(handedOn(played)).toEqual(['1 orders-dlt-0@0'])
    expect(lossesIn(played)).toEqual([])
  })

  it('is lost with its process when nobody waits, and the commit was faster', () => {
    const when: When = (event) => event.kind === 'commit-requested' && event.offset > 1
    const settings = { 'max.poll.records': 1 }
    const played = giving({ faults: [{ fault: 'crash', when }], settings }, andForget)
    expect(handedOn(played)).toEqual([])
    expect(lossesIn(played)).toEqual(['at-least-once 1'])
  })

  it('is lost with a process that returns without a flush', () => {
    for (const flushes of [false, true]) {
      const played = play({ scenario: { records: 1 } }, function* ({ consumer, producer }) {
        const records = yield* firstRecords(consumer)
        yield* consumer.commitSync()
        for (const record of records) yield* producer.send(dlt, record)
        if (flushes) yield* producer.flush()
      })
      expect(handedOn(played)[0]).toBe(flushes ? '0 orders-dlt-0@0' : undefined)
    }
  })

  it('is told to a callback, in another thread', () => {
    const played = giving({}, function* ({ producer, note, now }, record) {
      yield* producer.send('no topic', record, (metadata, error) =>
        note(`${metadata} ${error?.name}`),
      )
      yield* producer.send(dlt, record, function* (metadata) {
        note(`${metadata?.offset} at ${typeof (yield* now())}`)
      })
      note('sent')
    })
    expect(played.notes).toEqual(['A sent', 'A null InvalidTopicException', 'A 0 at number'])
  })

  it('is lost when it fails and nobody minds', () => {
    const played = giving({}, function* ({ producer, note }, record) {
      const sent = yield* producer.send('no topic', record)
      try {
        yield* sent.get()
      } catch (error) {
        note((error as Error).name)
      }
    })
    expect(played.notes).toEqual(['A InvalidTopicException'])
    expect(lossesIn(played)).toEqual(['at-least-once 1'])
  })

  it('is not handed on with a record that it only tells of', () => {
    const played = giving({}, function* ({ producer }, { key }) {
      const sent = yield* producer.send(dlt, { key })
      yield* sent.get()
    })
    expect(handedOn(played)).toEqual([])
    expect(lossesIn(played)).toEqual(['at-least-once 1'])
  })

  it('is told once, however often it is waited for', () => {
    const played = giving({}, function* ({ producer, note }, record) {
      const sent = yield* producer.send(dlt, record)
      for (let i = 0; i < 2; i++) note((yield* sent.get()).offset)
    })
    expect(played.notes).toEqual(['A 0', 'A 0'])
    expect(handedOn(played)).toHaveLength(1)
  })
})

/** Between the send and the wait the history says something, so that a fault can strike there. */
function* andPauseAndWait(stage: Stage, record: ConsumerRecord): Program<void> {
  const sent = yield* stage.producer.send(dlt, record)
  yield* stage.consumer.pause([place(0)])
  yield* stage.consumer.resume([place(0)])
  const { offset } = yield* sent.get()
  stage.note(offset)
}
const underWay: When = ({ kind }) => kind === 'resumed'

describe('a send that something befalls', () => {
  it.each([true, false])(
    'is made again when its connection breaks: idempotent %s',
    (idempotent) => {
      for (const arrived of [0, 1]) {
        const faults = [{ fault: 'disconnect', when: underWay, details: [arrived] }] as const
        const settings = { 'enable.idempotence': idempotent }
        const played = giving({ faults, settings }, andPauseAndWait)
        const twice = arrived === 1 && !idempotent
        expect(handedOn(played)).toEqual(
          twice ? ['1 orders-dlt-0@0', '1 orders-dlt-0@1'] : ['1 orders-dlt-0@0'],
        )
        expect(played.notes).toEqual([`A ${twice ? 1 : 0}`])
        expect(lossesIn(played)).toEqual([])
      }
    },
  )

  it.each([
    ['without retries', { retries: 0 }, 0, 'NetworkException'],
    ['without retries, though it is there', { retries: 0 }, 1, 'NetworkException'],
    ['when its time is over', {}, 2, 'TimeoutException'],
    ['when its time is over, though it is there', {}, 3, 'TimeoutException'],
  ] as const)('fails %s', (_, settings, detail, error) => {
    const faults = [{ fault: 'disconnect', when: underWay, details: [detail] }] as const
    const played = giving({ faults, settings }, function* (stage, record) {
      stage.note(yield* outcomeOf(andPauseAndWait(stage, record)))
    })
    expect(played.notes).toEqual([`A ${error}`])
    expect(lossesIn(played)).toEqual(detail % 2 === 1 ? [] : ['at-least-once 1'])
  })

  it('begins to count anew when one has failed, and is not taken for a repetition', () => {
    const faults = [{ fault: 'disconnect', when: underWay, details: [2] }] as const
    const played = giving({ faults }, function* (stage, record) {
      stage.note(yield* outcomeOf(andPauseAndWait(stage, record)))
      for (let i = 0; i < 2; i++) yield* stage.producer.send(dlt, { ...record, key: `${i}` })
    })
    expect(handedOn(played)).toEqual(['1 orders-dlt-0@0', '1 orders-dlt-0@1'])
  })

  it('keeps no more than five under way, in order', () => {
    const when: When = (event) => event.kind === 'resumed'
    const faults = [{ fault: 'disconnect', when, details: [1] }] as const
    const played = giving({ faults }, function* (stage, record) {
      for (let i = 0; i < 8; i++) yield* stage.producer.send(dlt, { ...record, key: `${i}` })
      yield* stage.consumer.pause([place(0)])
      yield* stage.consumer.resume([place(0)])
      yield* stage.producer.flush()
    })
    const keys = of(played.events, 'handed-on').map(({ key }) => Number(key))
    expect(keys).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('goes to the new leader when the old one has lost the partition', () => {
    const when: When = (event, before) =>
      underWay(event, before) && of(before, 'resumed').length === 2
    const script: Script = {
      scenario: { brokers: 2 },
      faults: [{ fault: 'leader-failover', when, target: 1 }],
    }
    const played = giving(script, function* (stage, record) {
      yield* andPauseAndWait(stage, record)
      yield* andPauseAndWait(stage, record)
    })
    expect(of(played.events, 'fault').map(({ detail }) => detail)).toEqual([
      'orders-dlt-0 to broker 1',
    ])
    expect(handedOn(played)).toEqual(['1 orders-dlt-0@0', '1 orders-dlt-0@1'])
  })

  it('is done again by the next process when its own dies before the answer', () => {
    const faults = [{ fault: 'crash', when: underWay }] as const
    const played = giving({ faults }, andPauseAndWait)
    expect(played.notes).toEqual(['B 0'])
    expect(handedOn(played)).toEqual(['1 orders-dlt-0@0'])
    expect(lossesIn(played)).toEqual([])
  })
})

it('is refused of a producer that has a transactional.id, outside of a transaction', () => {
  const { notes } = play({}, function* (stage) {
    yield* stage.producer.initTransactions()
    stage.note(yield* outcomeOf(stage.producer.send(dlt, place(0))))
    yield* goOn(stage)
  })
  expect(notes).toEqual(['A IllegalStateException'])
})
