/** The worker's turns, as `WorkerSinkTaskTest` of Kafka has them, and what a task may ask for. */
import { describe, expect, test } from 'vitest'
import { KafkaException } from '../../../src/model/errors.ts'
import { retriable, type SinkDefinition } from '../../../src/strategies/connect/sink-task.ts'
import { at, type PollStep, record, records, runTask, type World } from './scripted-worker.ts'

/** Logs what it is asked; a flush that is to fail fails once. */
function logging(
  world: () => World,
  more: Partial<SinkDefinition<unknown>> = {},
): Omit<SinkDefinition<unknown>, 'name'> {
  const text = (list: readonly { partition: number; offset?: number }[]) =>
    list.map(({ partition, offset }) => `${partition}${offset === undefined ? '' : `@${offset}`}`)
  return {
    put: (given) => {
      if (given.length > 0) world().log.push(`put ${text(given).join(' ')}`)
    },
    flush: (offsets) => {
      world().log.push(`flush ${text(offsets).join(' ')}`)
    },
    open: (partitions) => {
      world().log.push(`open ${text(partitions).join(' ')}`)
    },
    close: (partitions) => {
      world().log.push(`close ${text(partitions).join(' ')}`)
    },
    stop: () => {
      world().log.push('stop')
    },
    ...more,
  }
}

function run(
  polls: readonly PollStep[],
  more: Partial<SinkDefinition<unknown>> = {},
  script: Partial<Parameters<typeof runTask>[1]> = {},
) {
  let known: World | undefined
  const world = () => {
    if (known === undefined) throw new Error('nothing was polled yet')
    return known
  }
  const seen = polls.map(
    (step): PollStep =>
      (given) => {
        known = given
        return step(given)
      },
  )
  return runTask(logging(world, more), { ...script, polls: seen })
}

const first: PollStep = (world) => {
  world.assign(0)
  return records(0, 0, 1, 2)
}
const later =
  (ms: number, ...more: (readonly [number, number])[]): PollStep =>
  (world) => {
    world.now += ms
    return more.map(([partition, offset]) => record(partition, offset))
  }
const nothing = later(0)

const end = (partitions: string, offsets: string) => [
  `flush ${offsets}`,
  `close ${partitions}`,
  'stop',
  'leaves',
]

describe('a commit by the clock', () => {
  test('is flushed and sent when the interval is over, and not waited for', () => {
    const { log, ended } = run([first, later(60_000), nothing])
    expect(log).toEqual([
      ...['poll 60000', 'open 0', 'put 0@0 0@1 0@2', 'poll 60000'],
      ...['flush 0@3', 'commit-async 0→3', 'poll 60000', 'poll 60000'],
      // Nobody has answered: what is committed is not known to be.
      ...['flush 0@3', 'close 0', 'commit 0→3', 'stop', 'leaves'],
    ])
    expect(ended).toBe('returned')
  })

  test('is left out where nothing is new', () => {
    const answered: PollStep = (world) => {
      world.answer()
      world.now += 60_000
      return []
    }
    const { log } = run([first, later(60_000), answered, nothing])
    expect(log.filter((line) => line.startsWith('commit'))).toEqual(['commit-async 0→3'])
    expect(log.filter((line) => line.startsWith('flush'))).toHaveLength(3)
  })

  test('does not begin while another is under way, until that is given up', () => {
    const config = { 'offset.flush.interval.ms': 1000, 'offset.flush.timeout.ms': 5000 }
    const polls = [first, later(1000), later(2000, [0, 3]), later(1000), later(2000), nothing]
    const { log } = run(polls, { config })
    const commits = log.flatMap((line, at) => (line.startsWith('commit-async') ? [line, at] : []))
    expect(commits.filter((one) => typeof one === 'string')).toEqual([
      'commit-async 0→3',
      'commit-async 0→4',
    ])
  })

  test('of an answer to an older one nothing is heard', () => {
    const config = { 'offset.flush.interval.ms': 1000, 'offset.flush.timeout.ms': 2000 }
    const late: PollStep = (world) => {
      world.answer()
      return []
    }
    const polls = [first, later(1000), later(2000, [0, 3]), later(0), late]
    const { log } = run(polls, { config })
    // The answer to 3 came when 4 was under way: neither is known to be committed at the end.
    expect(log.slice(-4)).toEqual(['close 0', 'commit 0→4', 'stop', 'leaves'])
  })
})

describe('a task that is asked what may be committed', () => {
  const commits = ({ log }: { readonly log: readonly string[] }) =>
    log.filter((line) => line.startsWith('commit'))

  test.each([
    ['less than it was put is committed', 0, 2, 'commit-async 0→2'],
    ['more than it was put is ignored', 0, 9, null],
    ['another partition is ignored', 7, 1, null],
  ])('%s', (_, partition, offset, expected) => {
    const more = { preCommit: () => [at(partition, offset)] }
    expect(commits(run([first, later(60_000), nothing], more))[0] ?? null).toBe(expected)
  })

  test('nothing is committed where it says nothing', () => {
    expect(commits(run([first, later(60_000), nothing], { preCommit: () => [] }))).toEqual([])
  })

  test('it throws: the worker seeks back to what is committed, and goes on', () => {
    let fails = true
    const more: Partial<SinkDefinition<unknown>> = {
      preCommit(offsets) {
        if (fails) throw new KafkaException('ConnectException', 'no flush')
        return offsets
      },
    }
    const again: PollStep = () => {
      fails = false
      return records(0, 0, 1)
    }
    const { log, ended } = run([first, later(60_000), again], more)
    expect(log).toContain('seek 0→0')
    expect(log.slice(-4)).toEqual(['close 0', 'commit 0→2', 'stop', 'leaves'])
    expect(ended).toBe('returned')
  })

  test('it throws when partitions go: there is no commit, and no end', () => {
    const fails = () => {
      throw new KafkaException('ConnectException', 'no flush')
    }
    const revoked: PollStep = (world) => {
      world.revoke(0)
      return []
    }
    const { log } = run([first, revoked, nothing], { preCommit: fails })
    expect(log.filter((line) => /^(commit|seek)/.test(line))).toEqual([])
    expect(log).toContain('close 0')
  })
})

describe('partitions that go', () => {
  test('are committed after the task has closed them', () => {
    const revoked: PollStep = (world) => {
      world.revoke(0)
      return []
    }
    const { log } = run([first, revoked])
    expect(log.slice(4, 7)).toEqual(['flush 0@3', 'close 0', 'commit 0→3'])
  })

  test('take only their own offsets along', () => {
    const two: PollStep = (world) => {
      world.assign(0, 1)
      return [record(0, 0), record(1, 5)]
    }
    const revoked: PollStep = (world) => {
      world.revoke(1)
      return []
    }
    const { log } = run([two, revoked], {}, { positions: [at(1, 5)] })
    expect(log).toContain('flush 1@6')
    expect(log).toContain('commit 1→6')
  })

  test('are not committed when they are lost', () => {
    const lost: PollStep = (world) => {
      world.lose(0)
      return []
    }
    const { log } = run([first, lost, nothing])
    expect(log).toEqual([
      ...['poll 60000', 'open 0', 'put 0@0 0@1 0@2', 'poll 60000'],
      ...['close 0', 'poll 60000', 'poll 60000', 'stop', 'leaves'],
    ])
  })

  test('a commit that is woken up is sent again', () => {
    const { log, ended } = run([first], {}, { commitErrors: ['WakeupException', null] })
    expect(log.filter((line) => line.startsWith('commit'))).toEqual(['commit 0→3', 'commit 0→3'])
    expect(ended).toBe('returned')
  })

  test('a commit that fails is left at that', () => {
    const { log, ended } = run([first], {}, { commitErrors: ['CommitFailedException'] })
    expect(log.slice(-3)).toEqual(['commit 0→3', 'stop', 'leaves'])
    expect(ended).toBe('returned')
  })
})

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
  expect(log.slice(-5)).toEqual([...end('0', '0@3').slice(0, 2), 'commit 0→3', 'stop', 'leaves'])
})

test('a configuration that nothing obeys is refused', () => {
  const config = { 'offset.flush.interval': 5 } as object
  expect(() => run([first], { config })).toThrow('nothing here obeys offset.flush.interval')
})
