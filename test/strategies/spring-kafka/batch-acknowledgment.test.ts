import { describe, expect, test } from 'vitest'
import type { ConsumerRecord } from '../../../src/model/consumer/api.ts'
import type { BatchMessageListener } from '../../../src/strategies/spring-kafka/public.ts'
import { type Batch, type Properties, runBatch } from './scripted-container.ts'
import { record } from './scripted-world.ts'

const poll = [record(0, 0), record(0, 1), record(0, 2)]

const places = (records: readonly ConsumerRecord[]) => records.map(({ offset }) => offset)

describe('the acknowledgment of a batch', () => {
  const manual = { ackMode: 'MANUAL' } as const
  const immediate = { ackMode: 'MANUAL_IMMEDIATE' } as const

  test('nack acknowledges what is before its index, and polls the rest again', () => {
    let calls = 0
    const nacking: Batch = () =>
      function* (records, acknowledgment) {
        if (calls++ === 0) yield* acknowledgment.nack(1, 0)
        else yield* acknowledgment.acknowledge()
        expect(places(records)).toEqual(calls === 1 ? [0, 1, 2] : [1, 2])
      }
    const polls = [poll, poll.slice(1)]
    const { log } = runBatch(nacking, manual, { polls })
    expect(log).toEqual([
      ...['poll', 'commit 0→1', 'seek 0→1', 'poll', 'commit 0→3', 'poll', 'unsubscribe', 'close'],
    ])
    calls = 0
    expect(runBatch(nacking, immediate, { polls }).log).toEqual(log)
  })

  test('a nack while the batch is delivered again is overruled: all of it is committed', () => {
    const nacking: Batch = ({ process }) => {
      let calls = 0
      return function* (records, acknowledgment) {
        if (calls++ === 0) for (const each of records) yield* process(each)
        else if (calls === 2) yield* acknowledgment.nack(1, 0)
      }
    }
    const { log } = runBatch(nacking, manual, { polls: [poll], failures: { '0@1': 1 } })
    expect(log.slice(2)).toEqual([
      ...['fail 0@1', 'pause', 'resume', 'commit 0→3', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('acknowledge(index) commits at once, in MANUAL_IMMEDIATE only', () => {
    const inParts: Batch = () =>
      function* (_records, acknowledgment) {
        yield* acknowledgment.acknowledge(0)
        yield* acknowledgment.acknowledge(2)
      }
    expect(runBatch(inParts, immediate, { polls: [poll] }).log).toEqual([
      ...['poll', 'commit 0→1', 'commit 0→3', 'poll', 'unsubscribe', 'close'],
    ])
    expect(thrownBy(manual, (acknowledgment) => acknowledgment.acknowledge(0))).toBe(
      'IllegalStateException',
    )
  })

  test('refuses an index that is not in the batch, and one that is not higher', () => {
    const name = 'IllegalArgumentException'
    expect(thrownBy(immediate, (one) => one.acknowledge(3))).toBe(name)
    expect(thrownBy(immediate, (one) => one.acknowledge(-1))).toBe(name)
    expect(thrownBy(immediate, (one) => one.nack(3, 0))).toBe(name)
    expect(thrownBy(immediate, (one) => one.nack(0, -1))).toBe(name)
    const twice = function* (one: Acknowledgment) {
      yield* one.acknowledge(1)
      yield* one.acknowledge(1)
    }
    expect(thrownBy(immediate, twice)).toBe(name)
  })

  test('is none where the container acknowledges, and has no nack with asyncAcks', () => {
    expect(thrownBy({}, (one) => one.acknowledge())).toBe('IllegalStateException')
    expect(thrownBy({ ...manual, asyncAcks: true }, (one) => one.nack(0, 0))).toBe(
      'IllegalStateException',
    )
  })
})

type Acknowledgment = Parameters<BatchMessageListener>[1]

/** The name of what the call throws in the listener, the first time. */
function thrownBy(
  properties: Properties,
  call: (acknowledgment: Acknowledgment) => ReturnType<BatchMessageListener>,
): string {
  let name = 'nothing'
  const asking: Batch = () =>
    function* (_records, acknowledgment) {
      try {
        yield* call(acknowledgment)
      } catch (error) {
        name = (error as Error).name
      }
    }
  runBatch(asking, properties, { polls: [poll] })
  return name
}
