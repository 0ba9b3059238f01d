/** A process with several consumers: they start together, and what hits it hits them all. */
import { describe, expect, test } from 'vitest'
import { restartDelayMs } from '../../src/model/instance/ending.ts'
import { instanceIndex, instanceName } from '../../src/model/instance/instance.ts'
import { StrategyFailure } from '../../src/model/instance/ops.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { createKafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import { goOn, lines, of, play, type Script, type Stage, seen, shipped } from './scripted.ts'

const pair = { consumersPerProcess: 2, scenario: { partitions: 2, records: 8 } } as const

/** Processes what it polls until its process is asked to stop; commits nothing. */
function* untilStopped({ consumer, process, stopping, topic }: Stage) {
  yield* consumer.subscribe([topic])
  while (!(yield* stopping())) for (const one of yield* consumer.poll()) yield* process(one)
}

const striking = (fault: 'crash' | 'shutdown' | 'pause', script: Script = pair): Script => ({
  ...script,
  faults: [{ fault, when: seen('processing-started', 'A-1') }],
})

const kinds = (script: Script, ...wanted: Parameters<typeof of>[1][]) =>
  lines(play(script, untilStopped).events, ...wanted)

describe('names', () => {
  test('are those of processes, with a number for each consumer', () => {
    const names = [0, 1, 2, 3, 52].map((index) => instanceName(index, 2))
    expect(names).toEqual(['A-0', 'A-1', 'B-0', 'B-1', 'A1-0'])
    expect(names.map((name) => instanceIndex(name, 2))).toEqual([0, 1, 2, 3, 52])
    expect(instanceName(3)).toBe('D')
  })

  test('are as many as can have a partition each, but two of several', () => {
    const started = (wanted: number, partitions: number) =>
      kinds({ consumersPerProcess: wanted, scenario: { partitions } }, 'started').length
    expect([started(5, 3), started(5, 1), started(2, 3), started(1, 3)]).toEqual([3, 2, 2, 1])
  })
})

describe('what hits a process hits each of its consumers', () => {
  test('a crash; the next process comes when its supervisor starts it, with all of them', () => {
    const { events } = play(striking('crash'), untilStopped)
    expect(of(events, 'fault').map(({ member, with: other }) => [member, other])).toEqual([
      ['A-0', undefined],
      ['A-1', 'A-0'],
    ])
    expect(of(events, 'started').map(({ member, replaces }) => [member, replaces])).toEqual([
      ...[
        ['A-0', null],
        ['A-1', null],
      ],
      ...[
        ['B-0', 'A-0'],
        ['B-1', 'A-1'],
      ],
    ])
    const [crash] = of(events, 'fault')
    const again = of(events, 'started')[2]
    expect((again?.time ?? 0) - (crash?.time ?? 0)).toBe(restartDelayMs)
  })

  test('a stop; the process is there until the last of them has stopped', () => {
    const { events } = play(striking('shutdown'), untilStopped)
    expect(lines(events, 'stopping', 'stopped', 'started')).toEqual([
      'A-0 started',
      'A-1 started',
      'A-0 stopping',
      'A-1 stopping',
      'A-0 stopped',
      'A-1 stopped',
      'B-0 started',
      'B-1 started',
    ])
  })

  test('a pause; they go on together', () => {
    const script = { ...striking('pause'), scenario: { ...pair.scenario, members: 2 } }
    const { events } = play(script, goOnFrom)
    const [frozen] = of(events, 'fault')
    const again = (member: string) =>
      events.find(
        (event) => 'member' in event && event.member === member && event.time > (frozen?.time ?? 0),
      )?.time ?? 0
    expect(lines(events, 'fault')).toEqual(['A-0 fault pause', 'A-1 fault pause'])
    expect(again('A-0')).toBe(again('A-1'))
    expect(again('A-0')).toBeGreaterThan((frozen?.time ?? 0) + 30_000)
  })

  test('each process is one target', () => {
    const script = { ...pair, scenario: { ...pair.scenario, members: 2 } }
    const second = { fault: 'crash', when: seen('processing-started'), target: 1 } as const
    expect(kinds({ ...script, faults: [second] }, 'fault')).toEqual([
      'B-0 fault crash',
      'B-1 fault crash',
    ])
  })
})

describe('one of several', () => {
  test('that throws has the others stop, and its process is started again', () => {
    let thrown = 0
    const { events } = play(pair, function* (stage) {
      if (stage.member === 'A-1' && thrown++ === 0) {
        yield* stage.sleep(5000)
        throw new Error('no more')
      }
      yield* untilStopped(stage)
    })
    expect(lines(events, 'died', 'stopping', 'stopped', 'started').slice(2)).toEqual([
      'A-1 died Error',
      'A-0 stopping',
      'A-0 stopped',
      'B-0 started',
      'B-1 started',
    ])
  })

  test('shares an object with the others of its process, and with nobody else', () => {
    const { notes } = play(striking('crash'), function* (stage) {
      const shared = stage.shared ?? {}
      shared['by'] = `${shared['by'] ?? ''}${stage.member} `
      yield* stage.sleep(1)
      stage.note(shared['by'])
      yield* untilStopped(stage)
    })
    expect(notes).toEqual(['A-0 A-0 A-1 ', 'A-1 A-0 A-1 ', 'B-0 B-0 B-1 ', 'B-1 B-0 B-1 '])
    const alone = play({}, function* (stage) {
      stage.note(stage.shared)
      yield* untilStopped(stage)
    })
    expect(alone.notes).toEqual(['A undefined'])
  })

  test('is never searched in all states, for what it shares cannot be copied', () => {
    const strategy = { ...shipped('spring-batch'), consumersPerProcess: 2 }
    expect(() => createKafkaModel(strategy, defaultScenario, [])).toThrow(StrategyFailure)
  })
})

function* goOnFrom(stage: Stage) {
  yield* stage.consumer.subscribe([stage.topic])
  yield* goOn(stage)
}
