/** A process: its tasks, its clock, how it ends, and mistakes of a strategy's author. */
import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { type Program, StrategyFailure } from '../../../src/model/instance/ops.ts'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  play,
  type Stage,
  type Strike,
  seen,
} from '../scripted.ts'

const scenario = { records: 7 }

describe('tasks', () => {
  it('fork: another task runs beside the main one, and may be told of its variables', () => {
    const { notes } = play({ scenario }, function* (stage) {
      const queue: number[] = []
      let done = 0
      yield* stage.fork(function* () {
        for (;;) {
          yield* stage.waitUntil(() => queue.length > 0)
          stage.note(`worker ${queue.shift()}`)
          done++
        }
      })
      for (const { offset } of yield* firstRecords(stage.consumer)) queue.push(offset)
      stage.note('handed over')
      yield* stage.waitUntil(() => done === 3)
      stage.note('all done')
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A handed over', 'A worker 0', 'A worker 1', 'A worker 2', 'A all done'])
  })

  it('fork: records are processed at the same time', () => {
    const { events } = play({ scenario }, function* (stage) {
      const records = yield* firstRecords(stage.consumer)
      for (const record of records) yield* stage.fork(() => stage.process(record))
      yield* stage.sleep(10_000)
      yield* goOn(stage)
    })
    const kinds = events
      .filter(({ kind }) => kind === 'processing-started' || kind === 'processing-done')
      .map(({ kind }) => kind)
    expect(kinds.slice(0, 3)).toEqual(Array(3).fill('processing-started'))
    expect(kinds.slice(3, 6)).toEqual(Array(3).fill('processing-done'))
  })

  it('what a forked task throws ends that task alone', () => {
    const { events } = play({ scenario }, function* (stage) {
      yield* stage.fork(function* () {
        yield* stage.sleep(1)
        throw new Error('in a worker')
      })
      yield* goOn(stage)
    })
    expect(of(events, 'died')).toEqual([])
    expect(of(events, 'processing-done').length).toBe(8)
    expect(of(events, 'thread-ended')).toMatchObject([
      { member: 'A', polled: false, error: 'Error', message: 'in a worker' },
    ])
  })

  const beside = (body: (stage: Stage) => Program<void>): Act =>
    function* (stage) {
      yield* stage.fork(() => body(stage))
      yield* stage.waitUntil(() => false)
    }
  const told = (events: readonly HistoryEvent[]) =>
    lines(events, 'thread-ended', 'polls-again', 'poll-timeout-expired', 'stopping', 'stopped')

  it('that the thread ends which polls is told, and its poll interval runs out', () => {
    const { events } = play(
      { scenario },
      beside(function* (stage) {
        yield* firstRecords(stage.consumer)
        if (stage.member === 'A') throw new RangeError('a bug')
        yield* goOn(stage)
      }),
    )
    expect(told(events)).toEqual(['A thread-ended RangeError', 'A poll-timeout-expired'])
    expect(of(events, 'thread-ended')).toMatchObject([{ polled: true, error: 'RangeError' }])
    expect(of(events, 'ended')).toMatchObject([{ drained: true }])
  })

  it('so is that it returns, unless it has closed its consumer', () => {
    const returns = beside(function* ({ consumer }) {
      yield* firstRecords(consumer)
    })
    expect(of(play({ scenario }, returns).events, 'thread-ended')).toMatchObject([{ error: null }])
    const closes = beside(function* ({ consumer }) {
      yield* firstRecords(consumer)
      yield* consumer.close()
    })
    expect(told(play({ scenario }, closes).events)).toEqual([])
  })

  it('another thread may poll in its place', () => {
    const { events } = play(
      { scenario },
      beside(function* (stage) {
        yield* firstRecords(stage.consumer)
        yield* stage.fork(function* () {
          yield* stage.sleep(1)
          yield* goOn(stage)
        })
      }),
    )
    expect(told(events)).toEqual(['A thread-ended null', 'A polls-again'])
  })

  it('a process that is asked to stop is over with the thread that polls', () => {
    const strike: Strike = { fault: 'shutdown', when: seen('processing-started'), target: 'A' }
    const { events } = play({ scenario, faults: [strike] }, beside(goOn))
    expect(told(events)).toEqual(['A stopping', 'A stopped'])
    expect(of(events, 'ended')).toMatchObject([{ drained: true }])
  })

  it('and where that thread has ended before, at once', () => {
    const strike: Strike = { fault: 'shutdown', when: seen('thread-ended'), target: 'A' }
    const act = beside(function* (stage) {
      yield* firstRecords(stage.consumer)
      if (stage.member === 'A') throw new RangeError('a bug')
      yield* goOn(stage)
    })
    const { events } = play({ scenario, faults: [strike] }, act)
    expect(told(events)).toEqual(['A thread-ended RangeError', 'A stopping', 'A stopped'])
  })

  it('what the main task throws ends the process, and its supervisor starts another', () => {
    const { events } = play({ scenario }, function* (stage) {
      yield* firstRecords(stage.consumer)
      if (stage.member === 'A') throw new RangeError('a bug')
      yield* goOn(stage)
    })
    expect(lines(events, 'started', 'died')).toEqual([
      'A started',
      'A died RangeError',
      'B started',
    ])
    expect(of(events, 'died')[0]?.message).toBe('a bug')
    expect(of(events, 'started')[1]?.replaces).toBe('A')
  })

  it('sleep and now: the clock of the process goes on while it sleeps', () => {
    const { notes } = play({ scenario }, function* (stage) {
      yield* firstRecords(stage.consumer)
      const before = yield* stage.now()
      yield* stage.sleep(7000)
      const after = yield* stage.now()
      stage.note(after - before >= 7000)
      stage.note((yield* stage.now()) === after)
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A true', 'A true'])
  })

  it('a crash runs no finally; a shutdown does, and poll throws WakeupException', () => {
    const act: Act = function* (stage) {
      try {
        yield* goOn(stage)
      } catch (error) {
        stage.note(`${(error as Error).name} ${yield* stage.stopping()}`)
        throw error
      } finally {
        stage.note('finally')
      }
    }
    const strike = (fault: 'crash' | 'shutdown'): Strike => {
      return { fault, when: seen('processing-started'), target: 'A' }
    }
    expect(play({ scenario, faults: [strike('crash')] }, act).notes).toEqual([])
    const stopped = play({ scenario, faults: [strike('shutdown')] }, act)
    expect(stopped.notes).toEqual(['A WakeupException true', 'A finally'])
    expect(lines(stopped.events, 'stopping', 'stopped', 'died')).toEqual([
      'A stopping',
      'A stopped',
    ])
  })

  it('a record is started, has its effect, and is done, in three steps', () => {
    const { events } = play({ scenario: { records: 1 } }, goOn)
    expect(lines(events, 'processing-started', 'effect', 'processing-done').slice(0, 3)).toEqual([
      'A processing-started 0@0',
      'A effect 0@0',
      'A processing-done 0@0',
    ])
  })

  it('skip tells the history that a record is given up', () => {
    const { events } = play({ scenario }, function* (stage) {
      const [record] = yield* firstRecords(stage.consumer)
      if (record !== undefined) yield* stage.skip(record)
      yield* goOn(stage)
    })
    expect(lines(events, 'processing-skipped')).toEqual(['A processing-skipped 0@0'])
  })
})

describe('mistakes of a strategy', () => {
  function failureOf(act: Act): string {
    try {
      play({ scenario }, act)
    } catch (error) {
      if (error instanceof StrategyFailure) return error.message
      throw error
    }
    return 'no failure'
  }

  it.each([
    ['a number', 7, /yielded number 7; only what the services return/],
    ['an object', {}, /yielded an object that is no operation/],
    ['nothing', undefined, /yielded undefined/],
    ['an unknown operation', { op: 'teleport' }, /yielded the unknown operation teleport/],
  ])('yields %s', (_, value, message) => {
    const act = function* (): Program<void> {
      yield value as never
    }
    expect(failureOf(act)).toMatch(message)
  })

  it('loops over calls that take no time', () => {
    const act: Act = function* ({ consumer }) {
      for (;;) yield* consumer.assignment()
    }
    expect(failureOf(act)).toMatch(/loops without progress/)
  })

  it('loops over calls that take no time and throw', () => {
    const act: Act = function* ({ consumer }) {
      for (;;) {
        try {
          yield* consumer.seek({ topic: 'orders', partition: 9 }, 0)
        } catch {
          // On and on.
        }
      }
    }
    expect(failureOf(act)).toMatch(/loops without progress/)
  })
})
