/** The transactional producer beside its consumer (A.13). */
import { describe, expect, it } from 'vitest'
import { isException } from '../../../src/model/errors.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import type { ConsumerRecord } from '../../../src/model/instance/ops.ts'
import type { Offsets } from '../../../src/model/topic-partition.ts'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  place,
  play,
  type Stage,
  seen,
} from '../scripted.ts'

const scenario = { records: 7 }

function next(records: readonly ConsumerRecord[]): Offsets {
  const { topic, partition, offset } = records.at(-1) ?? { ...place(0), offset: -1 }
  return [{ topic, partition, offset: offset + 1 }]
}

/** Processes the first records in a transaction and sends their offsets along. */
function* produceBatch({ consumer, producer, process }: Stage) {
  yield* producer.initTransactions()
  const records = yield* firstRecords(consumer)
  const transaction = yield* producer.beginTransaction()
  for (const record of records) yield* process(record, transaction)
  return records
}

const story = [
  'transaction-begun',
  'effect',
  'commit-requested',
  'commit-applied',
  'commit-refused',
  'transaction-committed',
  'transaction-aborted',
] as const

/** A whole transaction; every call's outcome is noted. */
const transactional: Act = function* (stage) {
  const { consumer, producer, note } = stage
  const records = yield* produceBatch(stage)
  const group = yield* consumer.groupMetadata()
  const sent = yield* outcomeOf(producer.sendOffsetsToTransaction(next(records), group))
  note(`send ${sent}`)
  note(`commit ${yield* outcomeOf(producer.commitTransaction())}`)
  if (sent !== 'ok') note(`abort ${yield* outcomeOf(producer.abortTransaction())}`)
  yield* goOn(stage)
}

function indexOf(events: readonly HistoryEvent[], kind: HistoryEvent['kind']): number {
  return events.findIndex((event) => event.kind === kind)
}

describe('transactions', () => {
  it('A.13: offsets become committed when the transaction is, not before', () => {
    const { events, notes } = play({ scenario }, transactional)
    expect(notes).toEqual(['A send ok', 'A commit ok'])
    const told = lines(events, ...story)
    expect(told.slice(0, 5)).toEqual([
      'A transaction-begun',
      'A effect 0@0',
      'A effect 0@1',
      'A effect 0@2',
      'A commit-requested 0@3',
    ])
    expect(told.slice(5, 7).toSorted()).toEqual(['A commit-applied 0@3', 'A transaction-committed'])
    const [applied] = of(events, 'commit-applied')
    expect(applied).toMatchObject({ source: 'transaction', previous: 0 })
  })

  it('A.13: an abort drops the offsets and does not rewind the position', () => {
    const { events, notes } = play({ scenario }, function* (stage) {
      const { consumer, producer } = stage
      const records = yield* produceBatch(stage)
      yield* producer.sendOffsetsToTransaction(next(records), yield* consumer.groupMetadata())
      yield* producer.abortTransaction()
      stage.note(yield* consumer.position(place(0)))
      stage.note((yield* consumer.committed([place(0)]))[0]?.offset)
      stage.note((yield* firstRecords(consumer))[0]?.offset)
      yield* goOn(stage)
    })
    expect(lines(events, 'transaction-aborted').length).toBe(1)
    expect(of(events, 'commit-applied')).toEqual([])
    expect(notes).toEqual(['A 3', 'A 0', 'A 3'])
  })

  it('A.13, KIP-447: offsets of a member that lost its generation are fenced', () => {
    const faults = [{ fault: 'slow-handler', when: seen('processing-started') }] as const
    const { events, notes } = play({ scenario, faults }, transactional)
    expect(notes).toEqual(['A send CommitFailedException', 'A commit KafkaException', 'A abort ok'])
    expect(of(events, 'commit-applied')).toEqual([])
    expect(lines(events, 'transaction-committed', 'transaction-aborted').length).toBe(1)
    expect(indexOf(events, 'transaction-aborted')).toBeGreaterThan(
      indexOf(events, 'commit-refused'),
    )
  })

  it('A.13, KIP-447: a zombie whose partition another member has is fenced by generation', () => {
    const when = seen('processing-started', 'A')
    const faults = [{ fault: 'pause', when, target: 'A' }] as const
    const two = { records: 14, partitions: 2, members: 2 }
    const { events, notes } = play({ scenario: two, faults }, transactional)
    expect(notes.filter((note) => note.startsWith('A'))[0]).toBe('A send CommitFailedException')
    const applied = of(events, 'commit-applied').filter(({ member }) => member === 'A')
    expect(applied).toEqual([])
  })

  it('A.13: past transaction.timeout.ms the coordinator aborts and fences the producer', () => {
    const faults = [{ fault: 'transaction-timeout', when: seen('effect') }] as const
    const { events, notes } = play({ scenario, faults }, function* (stage) {
      yield* produceBatch(stage)
      try {
        yield* stage.producer.commitTransaction()
      } catch (error) {
        const fenced =
          isException(error, 'ProducerFencedException') ||
          isException(error, 'InvalidProducerEpochException')
        stage.note(fenced ? 'fenced' : error)
      }
      stage.note(yield* outcomeOf(stage.producer.beginTransaction()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A fenced', 'A ProducerFencedException'])
    expect(of(events, 'transaction-aborted').length).toBe(1)
    expect(of(events, 'transaction-committed')).toEqual([])
  })

  it('A.13: after that, initTransactions stands for another producer, which can be used', () => {
    const faults = [{ fault: 'transaction-timeout', when: seen('effect') }] as const
    const { events, notes } = play({ scenario, faults }, function* (stage) {
      yield* produceBatch(stage)
      stage.note(yield* outcomeOf(stage.producer.commitTransaction()))
      yield* stage.producer.initTransactions()
      yield* stage.producer.beginTransaction()
      stage.note(yield* outcomeOf(stage.producer.commitTransaction()))
      yield* goOn(stage)
    })
    expect(notes[1]).toBe('A ok')
    expect(notes[0]).not.toBe('A ok')
    expect(of(events, 'transaction-committed').length).toBe(1)
  })

  it('A.13: initTransactions of the next process aborts what the dead one left open', () => {
    const faults = [{ fault: 'crash', when: seen('effect'), target: 'A' }] as const
    const { events } = play({ scenario, faults }, transactional)
    const aborted = of(events, 'transaction-aborted')
    expect(aborted.map(({ member, transaction }) => [member, transaction])).toEqual([['A', 0]])
    expect(indexOf(events, 'transaction-aborted')).toBeGreaterThan(
      events.findIndex((event) => event.kind === 'started' && event.member === 'B'),
    )
  })

  it('A.13: requireStable: a position waits for the offsets of an open transaction', () => {
    // Offsets are pending when A dies; B gets the partition long before C aborts them.
    const two = { records: 14, partitions: 2, members: 2 }
    const dead = { fault: 'crash', when: seen('commit-requested', 'A'), target: 'A' } as const
    const { events } = play({ scenario: two, faults: [dead] }, function* (stage) {
      if (stage.member === 'B') yield* goOn(stage)
      yield* transactional(stage)
    })
    const taken = events.findIndex(
      (e) => e.kind === 'assigned' && e.member === 'B' && e.partition === 0,
    )
    const positioned = events.findIndex(
      (e) => e.kind === 'position' && e.member === 'B' && e.partition === 0,
    )
    const aborted = indexOf(events, 'transaction-aborted')
    expect(taken).toBeGreaterThan(0)
    expect(aborted).toBeGreaterThan(taken)
    expect(positioned).toBeGreaterThan(aborted)
  })

  it('A.13: what is not announced to the coordinator ends without asking it', () => {
    const { events, notes } = play({ scenario }, function* (stage) {
      const { producer } = stage
      yield* producer.initTransactions()
      yield* producer.beginTransaction()
      stage.note(yield* outcomeOf(producer.commitTransaction()))
      stage.note(yield* outcomeOf(producer.commitTransaction()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A ok', 'A IllegalStateException'])
    expect(lines(events, 'transaction-committed').length).toBe(1)
  })

  it('A.13: one transaction at a time, and none before initTransactions', () => {
    const { notes } = play({ scenario }, function* (stage) {
      const { producer } = stage
      stage.note(yield* outcomeOf(producer.beginTransaction()))
      yield* producer.initTransactions()
      stage.note(yield* outcomeOf(producer.beginTransaction()))
      stage.note(yield* outcomeOf(producer.beginTransaction()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A IllegalStateException', 'A ok', 'A IllegalStateException'])
  })
})
