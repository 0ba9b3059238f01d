/** What a batch that fails does, what a task may ask for, and how it ends. */
import { describe, expect, test } from 'vitest'
import { KafkaException } from '../../../src/model/errors.ts'
import { retriable, type SinkDefinition } from '../../../src/strategies/connect/sink-task.ts'
import { at, type PollStep, records } from './scripted-worker.ts'
import { first, later, nothing, run } from './turns.ts'

describe('a batch that fails', () => {
  const failing = (times: number, error: unknown): Partial<SinkDefinition<unknown>> => {
    let left = times
    return {
      put(given, { context }) {
        if (given.length === 0 || left-- <= 0) return
        context.timeout(3000)
        throw error
      },
    }
  }

  test('with RetriableException waits, paused, and is put again', () => {
    const { log } = run([first, nothing, nothing], failing(2, retriable('down')))
    expect(log).toEqual([
      ...['poll 60000', 'open 0', 'pause 0', 'poll 3000', 'poll 3000', 'resume 0'],
      ...['poll 60000', 'flush 0@3', 'close 0', 'commit 0→3', 'stop', 'leaves'],
    ])
  })

  test('is not committed while it waits', () => {
    const { log } = run([first, later(60_000), nothing], failing(9, retriable('down')))
    expect(log.filter((line) => line.startsWith('commit'))).toEqual([])
  })

  test('with anything else ends the task and not its worker; what was put is committed', () => {
    const second: PollStep = () => records(0, 3)
    const more: Partial<SinkDefinition<unknown>> = {
      put(given) {
        if (given.some(({ offset }) => offset === 3)) throw new Error('no')
      },
    }
    const { log, ended } = run([first, second], more)
    const last = ['flush 0@3', 'close 0', 'commit 0→3', 'stop', 'leaves']
    expect(log.slice(-6)).toEqual([...last, 'outlives Error'])
    expect(ended).toBe('returned')
  })

  test('ends the process where somebody starts such a task again', () => {
    const more = { ...failing(1, new KafkaException('HandlerError', 'no')), restarts: true }
    expect(run([first], more).ended).toBe('HandlerError')
  })

  test('is dropped with its partition; its offsets count as put all the same, as in Kafka', () => {
    const again: PollStep = (world) => {
      world.revoke(0)
      world.assign(0)
      world.now += 60_000
      return []
    }
    const { log } = run([first, again, nothing], failing(1, retriable('down')))
    // Nobody has put the records: `docs/how-to/connect.md`.
    expect(log.slice(4, 9)).toEqual(['flush 0@0', 'close 0', 'resume 0', 'open 0', 'flush 0@3'])
    expect(log[9]).toBe('commit-async 0→3')
  })

  test('is dropped with its partition and its offsets when that is lost', () => {
    const again: PollStep = (world) => {
      world.lose(0)
      world.assign(0)
      world.now += 60_000
      return []
    }
    const { log } = run([first, again, nothing], failing(1, retriable('down')))
    expect(log.filter((line) => line.startsWith('commit'))).toEqual([])
  })
})

describe('what a task asks for', () => {
  test('a place to read from: sought when it is open, and taken for committed', () => {
    const more: Partial<SinkDefinition<unknown>> = {
      open: (_, { context }) => context.offset([at(0, 7)]),
    }
    const { log } = run([first, later(60_000), nothing], more)
    expect(log[1]).toBe('seek 0→7')
  })

  test('a commit: begun at the next turn', () => {
    const more: Partial<SinkDefinition<unknown>> = {
      put: (given, { context }) => {
        if (given.length > 0) context.requestCommit()
      },
    }
    const { log } = run([first, nothing], more)
    expect(log.slice(2, 5)).toEqual(['flush 0@3', 'commit-async 0→3', 'poll 60000'])
  })

  test('a pause: kept when partitions come', () => {
    const more: Partial<SinkDefinition<unknown>> = {
      *put(given, { context }) {
        if (given.length > 0) yield* context.pause([at(0, 0)])
      },
    }
    const another: PollStep = (world) => {
      world.assign(1)
      return []
    }
    const { log } = run([first, another], more)
    expect(log.filter((line) => line.startsWith('pause'))).toEqual(['pause 0', 'pause 0'])
  })
})

describe('a record that is reported', () => {
  const config = {
    'errors.tolerance': 'all',
    'errors.deadletterqueue.topic.name': 'orders-dlt',
  } as const
  const reporting: Partial<SinkDefinition<unknown>> = {
    *put([one], { context }) {
      const reporter = context.errantRecordReporter()
      if (one !== undefined) yield* reporter?.report(one, new Error('odd')) ?? []
    },
  }

  test('is waited for before its partition is committed', () => {
    const { log } = run([first, later(60_000), nothing], { ...reporting, config })
    expect(log.slice(2, 6)).toEqual(['send orders-dlt', 'poll 60000', 'await send', 'flush 0@3'])
  })

  test('and lost by the queue ends the task without a commit', () => {
    const script = { sendError: 'TimeoutException' } as const
    const { log } = run([first, later(60_000), nothing], { ...reporting, config }, script)
    expect(log.filter((line) => line.startsWith('commit-async'))).toEqual([])
    expect(log.at(-1)).toBe('outlives ConnectException')
  })

  test('ends the task where nothing is tolerated', () => {
    const strict = { ...config, 'errors.tolerance': 'none' } as const
    const { log } = run([first, nothing], { ...reporting, config: strict })
    expect(log.at(-1)).toBe('outlives ConnectException')
    expect(log.filter((line) => line.startsWith('commit'))).toEqual([])
  })

  test('is given up where it is only logged', () => {
    const logged = { 'errors.tolerance': 'all', 'errors.log.enable': true } as const
    expect(run([first, nothing], { ...reporting, config: logged }).log).toContain('skip 0@0')
  })
})

test('a failure of open ends the task when poll has returned', () => {
  const more: Partial<SinkDefinition<unknown>> = {
    open() {
      throw new KafkaException('StoreException', 'no')
    },
  }
  const { log } = run([first, nothing], more)
  expect(log.at(-1)).toBe('outlives StoreException')
  expect(log.join()).not.toContain('put')
})

test('a stop ends the loop with a last flush and commit', () => {
  const { log } = run([first])
  expect(log.slice(-5)).toEqual(['flush 0@3', 'close 0', 'commit 0→3', 'stop', 'leaves'])
})

test('a configuration that nothing obeys is refused', () => {
  const config = { 'offset.flush.interval': 5 } as object
  expect(() => run([first], { config })).toThrow('nothing here obeys offset.flush.interval')
})
