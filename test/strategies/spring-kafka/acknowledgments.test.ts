import { describe, expect, test } from 'vitest'
import type { Program } from '../../../src/model/consumer/api.ts'
import type {
  Acknowledgment,
  MessageListener,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'
import { assigning, type Properties, runRecords } from './scripted-container.ts'
import { partitions, record, type Script } from './scripted-world.ts'

const poll = [record(0, 0), record(0, 1), record(0, 2)]
const manual = { ackMode: 'MANUAL' } as const
const immediate = { ackMode: 'MANUAL_IMMEDIATE' } as const

describe('nack of a record', () => {
  const nacking =
    (sleepMs: number) =>
    ({ process }: Services): MessageListener => {
      let nacks = 0
      return function* (one, acknowledgment) {
        if (one.offset === 1 && nacks++ === 0) return yield* acknowledgment.nack(sleepMs)
        yield* process(one)
        yield* acknowledgment.acknowledge()
      }
    }

  test('commits what was acknowledged before, and polls it and what is behind it again', () => {
    const { log } = runRecords(nacking(0), manual, { polls: [poll, poll.slice(1)] })
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'seek 0→1', 'poll', 'process 0@1', 'process 0@2'],
      ...['commit 0→3', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('has committed that already in MANUAL_IMMEDIATE', () => {
    const { log } = runRecords(nacking(0), immediate, { polls: [poll] })
    expect(log.slice(0, 5)).toEqual(['poll', 'process 0@0', 'commit 0→1', 'seek 0→1', 'poll'])
  })

  test('with a sleep pauses all partitions, which the first poll after it resumes', () => {
    const script = { polls: [assigning(poll), [], []], clock: [0, 1000, 1001] }
    const { log } = runRecords(nacking(1000), manual, script)
    expect(log.slice(2)).toEqual([
      ...['commit 0→1', 'seek 0→1', 'pause 0', 'poll', 'resume', 'poll'],
      ...['poll', 'unsubscribe', 'close'],
    ])
  })

  test('is lost with its record where the commit before the seek fails', () => {
    const script = { polls: [poll, [record(0, 3)]], commitErrors: ['TimeoutException' as const] }
    const { log } = runRecords(nacking(0), manual, script)
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'poll', 'process 0@3', 'commit 0→4', 'seek 0→3'],
      ...['poll', 'unsubscribe', 'close'],
    ])
  })

  test('is refused with asyncAcks, for a negative sleep, elsewhere, and with an index', () => {
    expect(thrownBy({ ...manual, asyncAcks: true }, (one) => one.nack(0))).toBe(
      'IllegalStateException',
    )
    expect(thrownBy(manual, (one) => one.nack(-1))).toBe('IllegalArgumentException')
    expect(thrownBy({}, (one) => one.nack(0))).toBe('IllegalStateException')
    const withIndex = (one: Acknowledgment) =>
      (one.nack as (...all: number[]) => Program<void>)(1, 0)
    expect(thrownBy(manual, withIndex)).toBe('UnsupportedOperationException')
    let name = ''
    const elsewhere =
      ({ fork }: Services): MessageListener =>
      (_one, acknowledgment) =>
        fork(function* () {
          try {
            yield* acknowledgment.nack(0)
          } catch (error) {
            name = (error as Error).name
          }
        })
    runRecords(elsewhere, manual, { polls: [[record(0, 0)], runForks] })
    expect(name).toBe('IllegalStateException')
  })
})

/** The threads that listeners started run to their ends, and the poll returns nothing. */
const runForks: Script['polls'][number] = (world) => {
  for (const body of world.forks.splice(0)) world.perform(body())
  return []
}

describe('acks in another order', () => {
  /** Acknowledges record 2, then record 0, and record 1 only if it is asked to. */
  const outOfOrder = (last: boolean) => (): MessageListener => {
    const kept: Acknowledgment[] = []
    return function* (one, acknowledgment) {
      kept[one.offset] = acknowledgment
      if (one.offset < 2) return
      yield* acknowledgment.acknowledge()
      yield* kept[0]?.acknowledge() ?? []
      if (last) yield* kept[1]?.acknowledge() ?? []
    }
  }

  test('without asyncAcks say that all before is done, or go back', () => {
    const { log } = runRecords(outOfOrder(false), manual, { polls: [poll, []] })
    expect(log.slice(1, 3)).toEqual(['commit 0→3', 'poll'])
    const { log: at } = runRecords(outOfOrder(false), immediate, { polls: [poll, []] })
    expect(at.slice(1, 4)).toEqual(['commit 0→3', 'commit 0→1', 'poll'])
  })

  test('with asyncAcks wait for those before them, with the consumer paused', () => {
    const properties = { ...manual, asyncAcks: true }
    const script = { polls: [assigning(poll), [], []] }
    const { log } = runRecords(outOfOrder(false), properties, script)
    expect(log).toEqual([
      ...['poll', 'commit 0→1', 'pause 0', 'poll', 'poll', 'poll', 'unsubscribe', 'close'],
    ])
    const { log: closed } = runRecords(outOfOrder(true), properties, script)
    expect(closed).toEqual(['poll', 'commit 0→3', 'poll', 'poll', 'poll', 'unsubscribe', 'close'])
  })

  test('asyncAcks makes a mode in which the container acknowledges MANUAL', () => {
    const { log } = runRecords(outOfOrder(true), { asyncAcks: true }, { polls: [poll] })
    expect(log.slice(0, 2)).toEqual(['poll', 'commit 0→3'])
  })

  test('an ack for a partition that is gone is refused', () => {
    let kept: Acknowledgment | null = null
    let name = ''
    const keeping = (): MessageListener =>
      // biome-ignore lint/correctness/useYield: it only keeps it.
      function* (_one, acknowledgment) {
        kept = acknowledgment
      }
    const late: Script['polls'][number] = (world) => {
      world.perform(world.listener.onPartitionsRevoked?.(partitions(0)))
      try {
        world.perform(kept?.acknowledge())
      } catch (error) {
        name = (error as Error).name
      }
      return []
    }
    runRecords(keeping, { ...manual, asyncAcks: true }, { polls: [[record(0, 0)], late] })
    expect(name).toBe('IllegalStateException')
  })

  test('records behind a recovered one stay unacknowledged, and the partition stands still', () => {
    const failing = ({ process }: Services): MessageListener =>
      function* (one, acknowledgment) {
        yield* process(one)
        yield* acknowledgment.acknowledge()
      }
    const again = Array.from({ length: 9 }, () => poll)
    const { log } = runRecords(
      failing,
      { ...manual, asyncAcks: true },
      {
        polls: [assigning(poll), ...again, []],
        failures: { '0@0': Number.POSITIVE_INFINITY },
      },
    )
    expect(log.filter((entry) => entry === 'pause 0')).toHaveLength(1)
    expect(log.slice(-7)).toEqual([
      ...['seek 0→1', 'commit 0→1', 'pause 0', 'poll', 'poll', 'unsubscribe', 'close'],
    ])
  })
})

describe('acks of another thread', () => {
  const working =
    ({ fork }: Services): MessageListener =>
    (_one, acknowledgment) =>
      fork(() => acknowledgment.acknowledge())

  test('are committed by the consumer’s thread, which MANUAL_IMMEDIATE wakes up for it', () => {
    const script = { polls: [poll, runForks, []] }
    const { log } = runRecords(working, immediate, script)
    expect(log).toEqual([
      ...['poll', 'poll', 'wakeup', 'wakeup', 'wakeup', 'commit 0→1', 'commit 0→2', 'commit 0→3'],
      ...['poll', 'poll', 'unsubscribe', 'close'],
    ])
    expect(runRecords(working, manual, script).log.slice(0, 4)).toEqual([
      ...['poll', 'poll', 'commit 0→3', 'poll'],
    ])
  })
})

/** The name of what the call throws in the listener, the first time. */
function thrownBy(
  properties: Properties,
  call: (acknowledgment: Acknowledgment) => Program<void>,
): string {
  let name = 'nothing'
  const asking = (): MessageListener =>
    function* (_one, acknowledgment) {
      try {
        yield* call(acknowledgment)
      } catch (error) {
        name = (error as Error).name
      }
    }
  runRecords(asking, properties, { polls: [[record(0, 0)]] })
  return name
}
