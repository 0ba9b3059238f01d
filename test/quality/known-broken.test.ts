/** What is known to be broken breaks when its path is played. */
import { describe, expect, test } from 'vitest'
import { keyOf, readReference } from '../../src/bench/truth/reference.ts'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { properties } from '../../src/properties/all.ts'
import { cellScenario } from '../../src/search/planning/plan.ts'
import { replay } from '../../src/search/replay/replay.ts'
import { parsePath } from '../../src/search/schedules/path.ts'
import { strategies } from '../../src/strategies/all.ts'

const reference = readReference()
const named = new Map(strategies.map(({ strategy }) => [strategy.name, strategy]))

test('much is known, and each cell once', () => {
  const keys = (reference?.cells ?? []).map(keyOf)
  expect(keys.length).toBeGreaterThan(3000)
  expect(new Set(keys).size).toBe(keys.length)
})

describe.each([...named])('%s', (name, strategy) => {
  test('each path breaks its property', () => {
    const own = (reference?.cells ?? []).filter(([of]) => of === name)
    const held = own.filter(([, fault, policy, property, path, sizes]) => {
      const settings = { 'auto.offset.reset': policy }
      const scenario = cellScenario(strategy, fault, settings, {
        ...defaultScenario,
        ...reference?.sizes,
        ...sizes,
      })
      const judged = properties.filter((one) => one.name === property)
      const choices = parsePath(path)
      const play = { strategy, scenario, choices, properties: judged, runner: runStrategy }
      const { misfitAt, judgements } = replay(play)
      return misfitAt >= 0 || (judgements[0]?.witnesses.length ?? 0) === 0
    })
    expect(held.map(keyOf)).toEqual([])
  })
})
