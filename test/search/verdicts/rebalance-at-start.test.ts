/** Which violations a rebalance at the start explains, and which break with nobody joining. */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { story } from '../../../src/report/story/story.ts'
import { signOf } from '../../../src/report/tables/grid.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { isRebalanceAtStart } from '../../../src/search/verdicts/rebalance-at-start.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { AnyStrategy } from '../../../src/strategies/strategy.ts'
import { crash, polled, revoked } from '../../properties/events.ts'
import { comesUp, joins } from '../../properties/membership-events.ts'

const place = { topic: 'orders', partition: 0 }
const twice = { ...place, offsets: [1], text: 'took effect twice', at: 9 }
const alone = [comesUp('A'), comesUp('B'), joins('A', 1), polled('A', 0, 1)]

describe('a rebalance at start', () => {
  it('is the reason where a member joins between the two times a record is handed out', () => {
    const events = [...alone, revoked('A'), joins('B', 2), polled('B', 0, 1)]
    expect(isRebalanceAtStart(events, [twice])).toBe(true)
  })

  it.each([
    ['nobody joins', [...alone, polled('A', 0, 1)]],
    [
      'somebody joins before',
      [...alone.slice(0, 3), joins('B', 2), ...alone.slice(3), polled('B', 1)],
    ],
    ['somebody joins afterwards', [...alone, polled('A', 1), joins('B', 2)]],
    ['a process was killed', [...alone, crash('A'), joins('B', 2), polled('B', 1)]],
    ['another record is handed out', [...alone, joins('B', 2), polled('B', 5)]],
  ])('is not where %s', (_, events) => {
    expect(isRebalanceAtStart(events, [twice])).toBe(false)
  })
})

function cellOf(strategy: AnyStrategy) {
  const unit = {
    ...{ strategy: strategy.name, fault: 'none', properties: ['at-most-once'] as const },
    ...{ settings: { 'auto.offset.reset': 'earliest' } as const, scenario: defaultScenario },
    ...{ seed: '42', schedules: 150 },
  }
  const [cell] = searchUnit(unit, strategy, runStrategy).cells
  if (cell?.counterexample == null) throw new Error('it is kept')
  const head = story(cell, cell.counterexample, { seed: '42', statement: '' }).split('\n')[0]
  return { sign: signOf(cell), head }
}

const repeats: AnyStrategy = {
  name: 'repeats',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        yield* process(record)
      }
      yield* consumer.commitSync()
    }
  },
}

describe('a cell and its story', () => {
  it('say so of a consumer that repeats because the second member starts', () => {
    const own = strategies.find(({ strategy }) => strategy.name === 'commit-this-offset')?.strategy
    const { sign, head } = cellOf(own as AnyStrategy)
    expect(sign).toBe('↻')
    expect(head).toContain('breaks at-most-once with no fault: rebalance at start')
  })

  it('do not of one that repeats records with nobody joining', () => {
    const { sign, head } = cellOf(repeats)
    expect(sign).toBe('✗')
    expect(head).not.toContain('rebalance')
  })
})
